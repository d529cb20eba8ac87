// The ballot of a council member, at the top of the meeting: candidates with their case, one choice each.

frappe.provide("tdkt");

const TDKT_CHOICES = [
	{ value: "For", label: () => __("For") },
	{ value: "Against", label: () => __("Against") },
	{ value: "Blank", label: () => __("Blank") },
];

/** Call from refresh. Empty unless the meeting votes online and the voting is open. Resolves to the user's ballot or nothing. */
tdkt.show_ballot = function (frm) {
	const { $wrapper } = frm.fields_dict.ballot;
	$wrapper.empty();
	if (frm.is_new() || frm.doc.vote_method !== "Online Vote" || frm.doc.workflow_state !== "Voting") {
		return Promise.resolve();
	}
	return frappe
		.call({ method: "tdkt_app.commendation.ballots.ballot_of", type: "GET", args: { meeting: frm.doc.name } })
		.then(({ message: ballot }) => {
			ballot && tdkt_draw_ballot(frm, $wrapper, ballot);
			ballot && ballot.may_vote && tdkt_show_findings_of_candidates(frm, $wrapper);
			return ballot;
		});
};

function tdkt_show_findings_of_candidates(frm, wrapper) {
	frappe
		.call({
			method: "tdkt_app.law.findings.of_document",
			type: "GET",
			args: { doctype: frm.doctype, name: frm.doc.name },
		})
		.then(({ message }) => message && tdkt_add_findings(wrapper, message.findings));
}

function tdkt_draw_ballot(frm, wrapper, ballot) {
	const turnout = __("{0} of {1} members present have voted.", [ballot.voted, ballot.present]);
	if (!ballot.member) {
		wrapper.html(`<div class="alert alert-info">${__("The voting is open.")} ${turnout}</div>`);
		return;
	}
	const cards = ballot.candidates.map((candidate, index) => tdkt_ballot_card(candidate, index, ballot.may_vote));
	wrapper.html(`<div class="tdkt-ballot mb-4">
		<div class="alert ${ballot.may_vote ? "alert-warning" : "alert-success"}">
			<b>${tdkt_ballot_headline(ballot)}</b> ${turnout}
			${ballot.is_secret ? `<div>${__("Secret ballot: nobody sees how you vote.")}</div>` : ""}
		</div>
		${ballot.may_vote || !ballot.is_secret ? cards.join("") : ""}
		${ballot.may_vote ? tdkt_ballot_foot() : ""}
	</div>`);
	wrapper.find(".btn-cast").on("click", () => tdkt_cast_ballot(frm, wrapper, ballot));
	wrapper.find(".btn-rest").on("click", () => {
		tdkt_left(wrapper).find("input[value=For]").prop("checked", true);
		tdkt_show_chosen(wrapper);
	});
	wrapper.find(".tdkt-ballot").on("change", () => tdkt_show_chosen(wrapper));
	tdkt_show_chosen(wrapper);
}

function tdkt_ballot_foot() {
	return `<div class="d-flex flex-wrap align-items-center" style="gap: 0.5rem">
		<button class="btn btn-primary btn-cast">${__("Cast Ballot")}</button>
		<button class="btn btn-default btn-rest">${__("For All That Are Left")}</button>
		<span class="text-muted tdkt-chosen" role="status"></span>
	</div>`;
}

/** Cards of the candidates that wait for a choice. */
function tdkt_left(wrapper) {
	return wrapper.find("[data-candidate]").filter((_place, card) => $(card).has("input").length && !$(card).has("input:checked").length);
}

function tdkt_show_chosen(wrapper) {
	const all = wrapper.find("[data-candidate]").has("input").length;
	const left = tdkt_left(wrapper).length;
	wrapper.find(".tdkt-chosen").text(__("{0} of {1} chosen", [all - left, all]));
	wrapper.find(".btn-rest").toggle(left > 1);
}

function tdkt_ballot_headline(ballot) {
	if (ballot.may_vote) {
		return __("{0}, please vote.", [frappe.utils.escape_html(ballot.member)]);
	}
	return ballot.has_voted ? __("You have voted.") : __("You do not vote in this meeting.");
}

function tdkt_ballot_card(candidate, index, may_vote) {
	const escape = frappe.utils.escape_html;
	const link = candidate.achievement
		? frappe.utils.get_form_link(
				"Achievement",
				candidate.achievement,
				true,
				escape(candidate.achievement_title || candidate.achievement)
		  )
		: "";
	return `<div class="frappe-card p-3 mb-2" data-candidate="${escape(candidate.name)}">
		<div><b>${index + 1}. ${escape(candidate.title)}</b>
			<span class="text-muted">${escape(candidate.unit_name || "")}</span></div>
		<div>${link}</div>
		<div class="text-muted">${escape(candidate.summary || "")}</div>
		<div class="tdkt-ballot-findings small"></div>
		<div class="mt-2">${tdkt_ballot_choices(candidate, may_vote)}</div>
	</div>`;
}

function tdkt_ballot_choices(candidate, may_vote) {
	if (candidate.recused) {
		return `<span class="indicator-pill gray">${__("You take no part in this vote.")}</span>`;
	}
	if (candidate.choice || !may_vote) {
		const own = TDKT_CHOICES.find(({ value }) => value === candidate.choice);
		return own ? `<span class="indicator-pill green">${__("You have voted: {0}", [own.label()])}</span>` : "";
	}
	return TDKT_CHOICES.map(
		({ value, label }) => `<label class="mr-4 mb-0" style="min-height: 32px">
			<input type="radio" name="tdkt-${candidate.name}" value="${value}"> ${label()}</label>`
	).join("");
}

function tdkt_add_findings(wrapper, findings) {
	findings
		.filter(({ severity }) => severity !== "info")
		.forEach(({ subject, message, article, severity }) => {
			const text = frappe.utils.escape_html(article ? `${message} (${article})` : message);
			wrapper
				.find(`[data-candidate="${CSS.escape(subject)}"] .tdkt-ballot-findings`)
				.append(`<div class="indicator ${severity === "block" ? "red" : "orange"}">${text}</div>`);
		});
}

function tdkt_cast_ballot(frm, wrapper, ballot) {
	const open = ballot.candidates.filter(({ recused, choice }) => !recused && !choice);
	const choices = {};
	open.forEach(({ name }) => {
		const chosen = wrapper.find(`[data-candidate="${CSS.escape(name)}"] input:checked`).val();
		chosen && (choices[name] = chosen);
	});
	const missing = open.filter(({ name }) => !choices[name]);
	if (missing.length && (ballot.is_secret || missing.length === open.length)) {
		const named = missing.slice(0, 5).map(({ title }) => frappe.utils.escape_html(title)).join("; ");
		const rest = missing.length - 5;
		frappe.msgprint({
			title: __("Not Complete"),
			message: __("Choose for, against or blank for: {0}", [rest > 0 ? __("{0} and {1} more", [named, rest]) : named]),
		});
		tdkt_left(wrapper).get(0).scrollIntoView({ block: "center" });
		return;
	}
	frappe.confirm(__("A vote that has been cast cannot be changed. Cast it now?"), () =>
		frappe
			.call({
				method: "tdkt_app.commendation.ballots.cast",
				args: { meeting: frm.doc.name, choices: choices },
				freeze: true,
			})
			.then(({ exc }) => {
				if (!exc) {
					frappe.show_alert({ message: __("Your ballot has been taken."), indicator: "green" });
					frm.refresh();
				}
			})
	);
}
