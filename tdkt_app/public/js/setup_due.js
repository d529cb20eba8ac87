// A commune without units: whoever may set it up lands on the setup page, once per browser session.

$(document).on("app_ready", () => {
	const home = /^\/(app|desk)(\/(home|emulation-and-commendation))?\/?$/;
	if (!frappe.boot.tdkt_setup_due || !home.test(window.location.pathname)) {
		return;
	}
	if (!sessionStorage.getItem("tdkt_setup_shown")) {
		sessionStorage.setItem("tdkt_setup_shown", "1");
		frappe.set_route("tdkt-setup");
	}
});
