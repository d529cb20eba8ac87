// People and households of the unit: the form of one, and the workbook with its preview.

(function () {
	const run = (work) => tdkt_portal.run(document.querySelectorAll(".tdkt-portal button"), work);
	const form = document.getElementById("person");
	form && edit_person();
	document.getElementById("workbook") && exchange_workbook();

	function edit_person() {
		const kind = document.getElementById("kind");
		const value = (input) => (input.type === "checkbox" ? Number(input.checked) : input.value);
		const cells = (holder, attribute) =>
			Object.fromEntries(
				Array.from(holder.querySelectorAll(`[data-${attribute}]`), (input) => [input.dataset[attribute], value(input)])
			);

		function show_fields() {
			form.querySelectorAll("[data-for]").forEach((part) => {
				part.hidden = !part.dataset.for.split(" ").includes(kind.value);
			});
		}

		kind.addEventListener("change", show_fields);
		show_fields();

		form.addEventListener("submit", (event) => {
			event.preventDefault();
			const members = Array.from(form.querySelectorAll("[data-member]"), (row) => cells(row, "cell"));
			const values = { ...cells(form, "field"), members: kind.value === "Household" ? members : [] };
			const name = form.dataset.name;
			run(async () => {
				await tdkt_portal.call("people.save", { values: JSON.stringify(values), ...(name && { name }) });
				window.location.href = "/thi-dua/con-nguoi";
			});
		});

		form.addEventListener("click", ({ target }) => {
			if (target.id === "add-member") {
				document.getElementById("members").append(document.getElementById("member-template").content.cloneNode(true));
			} else if ("drop" in target.dataset) {
				target.closest("[data-member]").remove();
			} else if (target.id === "moved") {
				run(async () => {
					await tdkt_portal.call("people.mark_moved", { name: form.dataset.name, moved: target.dataset.moved });
					window.location.href = "/thi-dua/con-nguoi";
				});
			}
		});
	}

	function exchange_workbook() {
		const words = document.getElementById("words").dataset;
		const file = document.getElementById("file");
		const update = document.getElementById("update");
		let sent = null;

		document.getElementById("workbook").addEventListener("submit", (event) => {
			event.preventDefault();
			run(async () => {
				if (!file.files.length) return file.focus();
				const content = await tdkt_portal.base64(file.files[0]);
				sent = { file_name: file.files[0].name, content, update: Number(update.checked) };
				show(await tdkt_portal.call("people_workbook.preview", sent));
			}).then(() => enable(true));
		});

		document.getElementById("bring-in").addEventListener("click", () =>
			run(async () => {
				await tdkt_portal.call("people_workbook.import_workbook", sent);
				window.location.href = "/thi-dua/con-nguoi";
			})
		);

		function enable(others) {
			document.querySelectorAll(".tdkt-portal button:not(#bring-in)").forEach((button) => (button.disabled = !others));
		}

		function show({ rows, good, counts, problems, headings, lines }) {
			const { created, changed, unchanged } = counts;
			const [text, values] = problems.length
				? [words.bad, [rows - good, rows]]
				: [words.good, [rows, created, changed, unchanged]];
			const verdict = document.getElementById("verdict");
			verdict.textContent = text.replace(/\{(\d)\}/g, (_whole, place) => values[place]);
			verdict.className = problems.length ? "text-danger" : "";
			fill_table(headings, lines, problems);
			document.getElementById("bring-in").disabled = Boolean(problems.length) || !(created + changed);
			document.getElementById("preview").classList.remove("d-none");
			verdict.scrollIntoView({ block: "center" });
		}

		function fill_table(headings, lines, problems) {
			const table = document.getElementById("preview-table");
			table.textContent = "";
			const head = table.createTHead().insertRow();
			[words.row, words.result, ...headings.map(({ heading }) => heading)].forEach((text) => {
				const cell = document.createElement("th");
				cell.textContent = text;
				head.append(cell);
			});
			const body = table.createTBody();
			lines.forEach(({ row, cells, change, before }) => {
				const of_row = problems.filter((problem) => problem.row === row);
				const line = body.insertRow();
				line.insertCell().textContent = row;
				const result = line.insertCell();
				result.textContent = of_row.map(({ column, expected }) => `${column}: ${expected}`).join("; ") || words[change];
				result.className = of_row.length ? "text-danger" : "";
				headings.forEach(({ fieldname }, place) => {
					const cell = line.insertCell();
					cell.textContent = fieldname in before ? `${before[fieldname]} → ${cells[place]}` : cells[place];
					if (of_row.some((problem) => problem.fieldname === fieldname)) cell.className = "table-danger";
					else if (fieldname in before) cell.className = "table-warning";
				});
			});
		}
	}
})();
