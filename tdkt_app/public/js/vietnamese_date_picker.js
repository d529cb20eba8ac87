// The date picker ships no Vietnamese and looks its language up by the user's.

if ($.fn.datepicker) {
	$.fn.datepicker.language.vi = {
		days: ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
		daysShort: ["CN", "Th 2", "Th 3", "Th 4", "Th 5", "Th 6", "Th 7"],
		daysMin: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
		months: Array.from({ length: 12 }, (_, month) => `Tháng ${month + 1}`),
		monthsShort: Array.from({ length: 12 }, (_, month) => `Th ${month + 1}`),
		today: "Hôm nay",
		clear: "Xóa",
		dateFormat: "dd-mm-yyyy",
		timeFormat: "hh:ii",
		firstDay: 1,
	};

	// The framework hides the seconds where the site's time has none; not every build of the picker has them to hide,
	// and without this a form ends at its first time of day.
	const timepicker = $.fn.datepicker.Timepicker && $.fn.datepicker.Timepicker.prototype;
	if (timepicker && !timepicker.$seconds) {
		timepicker.$seconds = $();
		timepicker.$secondsText = $();
	}

	// A range of dates is English on the oldest platform, whoever reads it.
	const range = frappe.ui.form.ControlDateRange.prototype;
	const { set_date_options } = range;
	range.set_date_options = function () {
		set_date_options.call(this);
		if (frappe.boot.user.language === "vi") this.datepicker_options.language = "vi";
	};
}
