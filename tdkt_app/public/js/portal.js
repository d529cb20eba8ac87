// What the pages of the unit portal share. Works without the desk's libraries.

window.tdkt_portal = (function () {
	const API = "/api/method/tdkt_app.portal.";
	keep_early_click();

	/**
	 * On a slow line a button is there before the script that serves it: the last one pressed until then is pressed
	 * again when all scripts have run, instead of sending the form as an address.
	 */
	function keep_early_click() {
		let pressed = null;
		const keep = (event) => {
			const button = event.target.closest("button");
			if (!button) return;
			event.preventDefault();
			event.stopImmediatePropagation();
			pressed = button;
		};
		const press = () => {
			document.removeEventListener("click", keep, true);
			pressed && pressed.click();
		};
		document.addEventListener("click", keep, true);
		document.addEventListener("DOMContentLoaded", () => setTimeout(press));
	}

	/**
	 * Call a method below tdkt_app.portal; the error that is thrown carries the server's message.
	 * `progress`: told the share (0 to 1) of what has been sent.
	 */
	async function call(method, values, progress) {
		await page_read();
		const body = new FormData();
		Object.entries(values).forEach(([key, value]) => body.append(key, value));
		const request = new XMLHttpRequest();
		request.open("POST", API + method);
		request.setRequestHeader("Accept", "application/json");
		request.setRequestHeader("X-Frappe-CSRF-Token", frappe.csrf_token);
		if (progress) {
			request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0));
		}
		return new Promise((resolve, reject) => {
			request.onload = () => {
				const data = parsed(request.responseText);
				if (request.status >= 200 && request.status < 300) resolve(data.message);
				else reject(new Error(server_message(data) || request.statusText || String(request.status)));
			};
			request.onerror = () => reject(new Error(document.getElementById("message").dataset.offline || "offline"));
			request.send(body);
		});
	}

	/** The token of the session stands at the end of the page, behind all scripts. */
	function page_read() {
		if (document.readyState !== "loading") return Promise.resolve();
		return new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
	}

	function parsed(text) {
		try {
			return JSON.parse(text);
		} catch {
			return {};
		}
	}

	function server_message(data) {
		const messages = JSON.parse(data._server_messages || "[]").map((text) => JSON.parse(text).message);
		const page = new DOMParser().parseFromString(messages.join("\n"), "text/html");
		page.querySelectorAll("br").forEach((br) => br.replaceWith("\n"));
		return page.body.textContent;
	}

	/** Run work with the buttons off; a failure is shown in #message and turns them on again. */
	async function run(buttons, work) {
		const message = document.getElementById("message");
		message.classList.add("d-none");
		buttons.forEach((button) => (button.disabled = true));
		try {
			await work();
		} catch (error) {
			message.style.whiteSpace = "pre-line";
			message.textContent = error.message;
			message.classList.remove("d-none");
			message.scrollIntoView({ block: "center" });
			buttons.forEach((button) => (button.disabled = false));
		}
	}

	/** The bar #progress: which file is on its way, and how much of it has gone. */
	function show_progress(file_name, share) {
		const bar = document.getElementById("progress");
		bar.classList.remove("d-none");
		bar.querySelector("progress").value = share;
		bar.querySelector("span").textContent = `${file_name}: ${Math.round(100 * share)}%`;
	}

	/** What was typed and has not reached the server, on this machine and for this user alone. */
	function local_copy(kind, name) {
		const own = `tdkt-${kind}-${(document.cookie.match(/user_id=([^;]+)/) || [])[1] || ""}-`;
		Object.keys(localStorage)
			.filter((key) => key.startsWith(`tdkt-${kind}-`) && !key.startsWith(own))
			.forEach((key) => localStorage.removeItem(key));
		return {
			keep: (values) => localStorage.setItem(own + name, JSON.stringify(values)),
			read: () => JSON.parse(localStorage.getItem(own + name) || "null"),
			drop: () => localStorage.removeItem(own + name),
		};
	}

	/** Lower case without marks, as names are searched: "Nguyễn Đình" → "nguyen dinh". */
	function unaccented(text) {
		return text
			.normalize("NFD")
			.replace(/[\u0300-\u036f]/g, "")
			.replace(/đ/gi, "d")
			.toLowerCase();
	}

	function base64(file) {
		return new Promise((resolve, reject) => {
			const reader = new FileReader();
			reader.onload = () => resolve(reader.result.split(",", 2)[1] || "");
			reader.onerror = () => reject(reader.error);
			reader.readAsDataURL(file);
		});
	}

	const units = document.querySelector("select#working-unit");
	units &&
		units.addEventListener("change", async () => {
			await call("working_unit.choose", { unit: units.value });
			window.location.href = "/thi-dua";
		});

	return { call, run, show_progress, local_copy, unaccented, base64 };
})();
