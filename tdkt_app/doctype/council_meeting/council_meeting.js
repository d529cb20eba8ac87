frappe.ui.form.on("Council Meeting", {
	setup(frm) {
		frm.set_query("nomination", "nominations", () => ({ filters: { workflow_state: "Appraised" } }));
		frm.set_query("honoree", "candidates", () => ({ filters: { is_active: 1 } }));
		frm.set_query("award_type", "candidates", () => ({ filters: { is_active: 1 } }));
		frm.set_query("achievement", "candidates", (doc, cdt, cdn) => {
			const { honoree } = locals[cdt][cdn];
			return { filters: { workflow_state: "Verified", ...(honoree ? { honoree } : {}) } };
		});
		frm.set_query("honoree", "recusals", () => ({
			filters: { name: ["in", (frm.doc.candidates || []).map((row) => row.honoree)] },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.council) {
			tdkt_take_council_in_office(frm);
		}
	},

	refresh(frm) {
		tdkt_offer_members(frm);
		tdkt_lock_while_voting(frm);
		tdkt_show_panels(frm);
		if (frm.doc.docstatus === 0 && frm.perm[0] && frm.perm[0].write) {
			tdkt_meeting_buttons(frm);
		}
		if (frm.doc.docstatus === 1 && frappe.model.can_create("Award Decision")) {
			frm.add_custom_button(__("Draft Decision"), () =>
				frappe.model.open_mapped_doc({
					method: "tdkt_app.doctype.award_decision.drafting.draft_decision_of_meeting",
					frm: frm,
				})
			);
		}
	},

	vote_method(frm) {
		if (frm.doc.vote_method === "Show of Hands") {
			frm.set_value("is_secret", 0);
		}
	},

	before_workflow_action(frm) {
		if (frm.selected_workflow_action === "Close Voting") {
			return tdkt_confirm_closing(frm);
		}
		return tdkt.ask_reason(frm, "cancel_reason", ["Cancel Meeting"]);
	},
});

frappe.ui.form.on("Meeting Candidate", {
	achievement(frm, cdt, cdn) {
		const row = locals[cdt][cdn];
		if (row.achievement && !row.honoree) {
			frappe.db
				.get_value("Achievement", row.achievement, "honoree")
				.then(({ message }) => frappe.model.set_value(cdt, cdn, "honoree", message.honoree));
		}
	},
});

/** Who still has to vote finds the ballot first: nothing stands above it, and each candidate has his findings there. */
function tdkt_show_panels(frm) {
	tdkt.show_ballot(frm).then((ballot) => {
		if (frm.is_new() || (ballot && ballot.may_vote)) {
			return;
		}
		tdkt.show_way(frm);
		frm.doc.council && tdkt.show_findings(frm);
	});
}

const TDKT_BEFORE_VOTING = ["Draft", "Convened"];

function tdkt_is_before_voting(frm) {
	return frm.doc.docstatus === 0 && TDKT_BEFORE_VOTING.includes(frm.doc.workflow_state || "Draft");
}

function tdkt_take_council_in_office(frm) {
	const today = frappe.datetime.get_today();
	frappe.db
		.get_list("Award Council", {
			filters: { council_kind: "Emulation and Commendation", term_from: ["<=", today] },
			fields: ["name", "term_to"],
			order_by: "term_from desc",
			limit: 1,
		})
		.then(([council]) => {
			if (council && (!council.term_to || council.term_to >= today)) {
				frm.set_value("council", council.name);
			}
		});
}

/** Names to choose from: members in tables and as chair, relations of the rule pack. */
function tdkt_offer_members(frm) {
	const names = (frm.doc.attendance || []).map((row) => row.full_name);
	["chaired_by", "secretary"].forEach((fieldname) => frm.set_df_property(fieldname, "options", names));
	const tables = { recusals: "member_name", written_opinions: "member_name" };
	Object.entries(tables).forEach(([table, fieldname]) => {
		const grid = frm.fields_dict[table] && frm.fields_dict[table].grid;
		grid && grid.update_docfield_property(fieldname, "options", names);
	});
	if (frm.is_new() || !tdkt_is_before_voting(frm)) {
		return;
	}
	frappe
		.call({
			method: "tdkt_app.doctype.council_meeting.council_meeting.relations_on",
			type: "GET",
			args: { meeting: frm.doc.name },
		})
		.then(({ message }) => {
			const names = Object.values(message || {});
			frm.fields_dict.recusals.grid.update_docfield_property("relation", "options", names);
		});
}

/** What the server freezes while the voting is open is not offered for editing. */
function tdkt_lock_while_voting(frm) {
	const locked = !tdkt_is_before_voting(frm);
	[
		"subject",
		"council",
		"meeting_on",
		"vote_method",
		"is_secret",
		"chaired_by",
		"attendance",
		"nominations",
		"recusals",
		"written_opinions",
	].forEach((fieldname) => frm.set_df_property(fieldname, "read_only", locked ? 1 : 0));
	const grid = frm.fields_dict.candidates.grid;
	["honoree", "award_type", "achievement", "initiative"].forEach((fieldname) =>
		grid.update_docfield_property(fieldname, "read_only", locked ? 1 : 0)
	);
	const counted = frm.doc.workflow_state === "Voting" && frm.doc.vote_method !== "Online Vote";
	["votes_for", "votes_against", "blank"].forEach((fieldname) =>
		grid.update_docfield_property(fieldname, "read_only", counted ? 0 : 1)
	);
	grid.cannot_add_rows = locked;
	grid.cannot_delete_rows = locked;
	grid.refresh();
}

function tdkt_meeting_buttons(frm) {
	if (tdkt_is_before_voting(frm)) {
		frm.add_custom_button(__("Take Appraised Nominations"), () => tdkt_take_nominations(frm));
	}
	if (tdkt_is_before_voting(frm) && (frm.doc.attendance || []).length) {
		frm.add_custom_button(__("All Others Present"), () => {
			frm.doc.attendance
				.filter((row) => !row.attendance)
				.forEach((row) => frappe.model.set_value(row.doctype, row.name, "attendance", "Present"));
			frm.refresh_field("attendance");
		});
		if (frm.doc.attendance.some((row) => row.attendance === "Written Opinion")) {
			frm.add_custom_button(__("Enter Written Opinion"), () => tdkt_enter_written_opinion(frm));
		}
	}
}

/** All appraised nominations that no meeting has had yet; what is not wanted is taken off the table. */
function tdkt_take_nominations(frm) {
	frappe
		.call({ method: "tdkt_app.doctype.council_meeting.candidates.waiting_nominations", type: "GET" })
		.then(({ message: waiting }) => {
			const named = (frm.doc.nominations || []).map((row) => row.nomination);
			const added = waiting.filter(({ name }) => !named.includes(name));
			if (!added.length) {
				frappe.msgprint(__("No appraised nomination waits for a meeting."));
				return;
			}
			added.forEach(({ name }) => frm.add_child("nominations", { nomination: name }));
			frm.refresh_field("nominations");
			frm.dirty();
			frappe.show_alert(__("{0} nominations added. Save to take over their nominees.", [added.length]));
		});
}

/** One signed paper: the same choice on all candidates to begin with, the exceptions are set in the table. */
function tdkt_enter_written_opinion(frm) {
	const names = frm.doc.attendance
		.filter((row) => row.attendance === "Written Opinion")
		.map((row) => row.full_name);
	frappe.prompt(
		[
			{ fieldname: "member", fieldtype: "Select", label: __("Member"), options: names, default: names[0], reqd: 1 },
			{
				fieldname: "choice",
				fieldtype: "Select",
				label: __("Choice on All Candidates"),
				options: ["For", "Against", "Blank"].map((value) => ({ value, label: __(value) })),
				default: "For",
				reqd: 1,
				description: __("Set the exceptions in the table afterwards."),
			},
		],
		({ member, choice }) => {
			const recused = (frm.doc.recusals || [])
				.filter((row) => row.member_name === member)
				.map((row) => row.honoree);
			const given = (frm.doc.written_opinions || [])
				.filter((row) => row.member_name === member)
				.map((row) => row.candidate);
			frm.doc.candidates
				.filter((row) => !recused.includes(row.honoree) && !given.includes(row.name))
				.forEach((row) =>
					frm.add_child("written_opinions", {
						member_name: member,
						candidate: row.name,
						candidate_title: `${row.honoree_name} – ${row.award_name}`,
						choice: choice,
					})
				);
			frm.refresh_field("written_opinions");
			frm.dirty();
		},
		__("Enter Written Opinion"),
		__("Add")
	);
}

function tdkt_confirm_closing(frm) {
	frappe.dom.unfreeze();
	return new Promise((resolve, reject) => {
		frappe.confirm(
			__("After closing, results, attendance and minutes of this meeting can no longer be changed. Close it now?"),
			() => {
				frappe.dom.freeze();
				resolve();
			},
			() => reject()
		);
	});
}
