frappe.listview_settings["Bulk Action Log"] = {
	add_fields: ["status", "failed_rows"],

	get_indicator({ status, failed_rows }) {
		if (status !== "Finished") {
			return [__(status), status === "Running" ? "blue" : "gray", `status,=,${status}`];
		}
		return failed_rows
			? [__("Finished with Failures"), "orange", "status,=,Finished|failed_rows,>,0"]
			: [__("Finished"), "green", "status,=,Finished|failed_rows,=,0"];
	},
};
