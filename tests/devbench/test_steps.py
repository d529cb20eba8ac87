"""Steps run once, resume after a failure, and say what to try."""

import pytest

from devbench.settings import Misconfigured, Settings
from devbench.steps import CommandFailed, State, Step, StepFailed, command, run_steps


@pytest.fixture
def settings(tmp_path):
	return Settings(root=tmp_path)


def test_a_finished_step_does_not_run_again(settings):
	ran = []
	step = Step("a", "first", lambda s: ran.append("a"))
	run_steps(settings, [step])
	run_steps(settings, [step])
	assert ran == ["a"]


def test_a_step_runs_again_when_its_key_changes_or_its_result_is_gone(settings):
	ran, key, there = [], ["1"], [True]
	step = Step("a", "first", lambda s: ran.append("a"), lambda s: key[0], lambda s: there[0])
	run_steps(settings, [step])
	key[0] = "2"
	run_steps(settings, [step])
	there[0] = False
	run_steps(settings, [step])
	assert ran == ["a", "a", "a"]


def test_an_interrupted_run_resumes_where_it_failed(settings):
	ran, broken = [], [True]

	def second(_settings):
		if broken[0]:
			raise CommandFailed("registry does not answer")
		ran.append("b")

	steps = [Step("a", "first", lambda s: ran.append("a")), Step("b", "second", second, hint="try later")]
	with pytest.raises(StepFailed) as failure:
		run_steps(settings, steps)
	assert (failure.value.step, failure.value.reason, failure.value.hint) == (
		"b",
		"registry does not answer",
		"try later",
	)
	broken[0] = False
	run_steps(settings, steps)
	assert ran == ["a", "b"]


def test_a_failed_command_shows_its_last_lines_and_keeps_passwords_out_of_the_log(settings):
	log = settings.root / "x.log"
	with pytest.raises(CommandFailed, match="it broke"):
		command(["sh", "-c", "echo it broke >&2; exit 3", "--admin-password=geheim"], log=log)
	assert "geheim" not in log.read_text()


def test_secrets_are_readable_by_the_owner_only(settings):
	State(settings).set("password", "x")
	assert (settings.root / "state.json").stat().st_mode & 0o077 == 0


def test_frappe_path_and_branch_go_together():
	with pytest.raises(Misconfigured, match="FRAPPE_BRANCH"):
		Settings.from_environment({"FRAPPE_PATH": "somewhere"})


def test_another_platform_gets_a_bench_of_its_own():
	one = Settings.from_environment({})
	other = Settings.from_environment({"FRAPPE_PATH": "somewhere", "FRAPPE_BRANCH": "v15.92.0"})
	assert one.root != other.root
