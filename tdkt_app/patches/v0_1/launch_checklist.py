"""Sites installed before the launch checklist get the shipped one."""

from tdkt_app.setup.install import create_launch_checklist


def execute() -> None:
	create_launch_checklist()
