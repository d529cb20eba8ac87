// Workflow states are stored in English; as a link in a form they would be shown so.
frappe.form.link_formatters["Workflow State"] = (value) => __(value);
