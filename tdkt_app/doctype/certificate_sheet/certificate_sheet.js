frappe.ui.form.on("Certificate Sheet", {
	setup(frm) {
		frm.adjuster = new TdktSheetAdjuster(frm);
	},

	refresh(frm) {
		frm.adjuster.draw();
		if (!frm.is_new()) {
			frm.add_custom_button(__("Test Print with a Grid"), () => {
				const query = new URLSearchParams({ sheet: frm.doc.name });
				const method = "tdkt_app.doctype.award_certificate.printing.download_test";
				window.open(`/api/method/${method}?${query}`);
			});
		}
	},

	paper_width: (frm) => frm.adjuster.draw(),
	paper_height: (frm) => frm.adjuster.draw(),
	prints_fixed_part: (frm) => frm.adjuster.draw(),
});

const TDKT_PLACE_FIELDS = ["field_name", "left_mm", "top_mm", "width_mm", "size_pt", "max_lines", "alignment", "bold", "italic", "colour"];
frappe.ui.form.on("Certificate Sheet Field", {
	...Object.fromEntries(TDKT_PLACE_FIELDS.map((field) => [field, (frm) => frm.adjuster.draw()])),
	texts_remove: (frm) => frm.adjuster.draw(),
});

const TDKT_POINT = 25.4 / 72; // mm
const TDKT_STEP = 0.5; // mm that a key or the mouse moves a text by at least

/** The paper on the screen: texts are dragged, or moved by the arrow keys; the table below follows, and the other way round. */
class TdktSheetAdjuster {
	constructor(frm) {
		this.frm = frm;
	}

	draw() {
		const wrapper = this.frm.get_field("places").$wrapper.empty();
		const { paper_width: width, paper_height: height } = this.frm.doc;
		if (!(width > 0 && height > 0)) {
			return;
		}
		wrapper.append(`<p class="text-muted small">${__("Drag a text to its place, or choose it and use the arrow keys.")}</p>`);
		this.paper = $(`<div class="tdkt-sheet" style="position: relative; background: white; border: 1px solid var(--gray-400);
			width: 100%; max-width: 1000px; aspect-ratio: ${width} / ${height}; overflow: hidden; container-type: inline-size">
			</div>`).appendTo(wrapper);
		(this.frm.doc.texts || []).forEach((row) => this.box(row));
		if (this.frm.doc.prints_fixed_part) this.fixed_part();
	}

	/** Where frame and heading come: they are not moved. Measures as in documents/certificates/standard.py. */
	fixed_part() {
		const { paper_width: width, paper_height: height } = this.frm.doc;
		const place = (left, top, right, bottom) => ({
			position: "absolute",
			left: `${(100 * left) / width}%`,
			top: `${(100 * top) / height}%`,
			right: `${(100 * right) / width}%`,
			bottom: `${(100 * bottom) / height}%`,
			"pointer-events": "none",
		});
		$("<div>").css({ ...place(9, 9, 9, 9), border: "2px solid var(--gray-400)" }).appendTo(this.paper);
		$("<div class='text-muted'>")
			.text(__("Country, motto, authority and the name of the award are printed here"))
			.css({
				...place(30, 25, 30, height - 86),
				display: "flex",
				"align-items": "center",
				"justify-content": "center",
				background: "var(--gray-100)",
			})
			.appendTo(this.paper);
	}

	box(row) {
		const { paper_width: width, paper_height: height } = this.frm.doc;
		const is_code = row.field_name === "qr";
		const size = `${(100 * (row.size_pt || 12) * TDKT_POINT) / width}cqw`;
		const box = $("<div tabindex='0' role='button'>")
			.attr("aria-label", __(row.field_name))
			.text(__(row.field_name))
			.css({
				position: "absolute",
				left: `${(100 * row.left_mm) / width}%`,
				top: `${(100 * row.top_mm) / height}%`,
				width: `${(100 * row.width_mm) / width}%`,
				height: is_code ? `${(100 * row.width_mm) / height}%` : `calc(${size} * 1.25 * ${row.max_lines || 1})`,
				"font-size": is_code ? "11px" : size,
				"line-height": 1.25,
				"font-family": "Tinos, 'Times New Roman', serif",
				"font-weight": row.bold ? 700 : 400,
				"font-style": row.italic ? "italic" : "normal",
				"text-align": (row.alignment || "Center").toLowerCase(),
				color: row.colour || "#000000",
				outline: "1px dashed var(--gray-500)",
				cursor: "move",
				"touch-action": "none",
				"user-select": "none",
			})
			.appendTo(this.paper);
		box.on("pointerdown", (event) => this.drag(box, row, event.originalEvent));
		box.on("keydown", (event) => this.step(row, event));
		return box;
	}

	drag(box, row, start) {
		const scale = this.frm.doc.paper_width / this.paper.width();
		const [left, top] = [row.left_mm, row.top_mm];
		box[0].setPointerCapture(start.pointerId);
		const move = (event) => {
			this.place(row, left + (event.clientX - start.clientX) * scale, top + (event.clientY - start.clientY) * scale);
			box.css({
				left: `${(100 * row.left_mm) / this.frm.doc.paper_width}%`,
				top: `${(100 * row.top_mm) / this.frm.doc.paper_height}%`,
			});
		};
		box[0].addEventListener("pointermove", move);
		box[0].addEventListener(
			"pointerup",
			() => {
				box[0].removeEventListener("pointermove", move);
				this.frm.refresh_field("texts");
			},
			{ once: true }
		);
	}

	step(row, event) {
		const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
		const step = steps[event.key];
		if (!step) {
			return;
		}
		event.preventDefault();
		this.place(row, row.left_mm + step[0] * TDKT_STEP, row.top_mm + step[1] * TDKT_STEP);
		this.frm.refresh_field("texts");
		this.draw();
		this.paper.children().eq(row.idx - 1).trigger("focus");
	}

	/** Within the paper, in half millimetres. */
	place(row, left, top) {
		const within = (value, most) => Math.min(Math.max(Math.round(value / TDKT_STEP) * TDKT_STEP, 0), most);
		row.left_mm = within(left, this.frm.doc.paper_width - row.width_mm);
		row.top_mm = within(top, this.frm.doc.paper_height - 5);
		this.frm.dirty();
	}
}
