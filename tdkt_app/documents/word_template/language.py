"""The little of Jinja a template may use: fields, loops over lists, conditions, a few filters.

Everything else is refused when the file is uploaded, by the tree of its words and before anything runs; the sandbox of
Jinja stands behind that. Nothing can be called, assigned, included or multiplied, so a template can neither reach a
living object nor grow: what it prints is bounded by its own length and by the rows of its loops.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tdkt_app.documents.word_template.merge_fields import Group, Many, Node, Text, TooLong

FILTERS = ("capitalize", "default", "length", "lower", "title", "trim", "upper")
_MOST_LETTERS = 20_000_000
_LOOP = Group("", {name: Text("") for name in ("index", "index0", "first", "last", "length", "revindex")})
_PLAIN = (
	nodes.Template,
	nodes.Output,
	nodes.TemplateData,
	nodes.Const,
	nodes.Compare,
	nodes.Operand,
	nodes.And,
	nodes.Or,
	nodes.Add,
	nodes.Sub,
)

UNKNOWN_FIELD, UNKNOWN_NAME, NOT_ALLOWED, NO_LIST, IS_LIST, IS_GROUP, UNCLOSED, BROKEN = (
	"unknown-field",
	"unknown-name",
	"not-allowed",
	"no-list",
	"is-list",
	"is-group",
	"unclosed",
	"broken",
)


@dataclass(frozen=True)
class Problem:
	"""What is wrong: `words` of the template, in paragraph `number` (of those with text, from 1; 0 when unknown)."""

	kind: str
	words: str
	number: int = 0
	paragraph: str = ""
	known: tuple[str, ...] = field(default=(), compare=False)  # what could stand there


class FieldsOnly(ImmutableSandboxedEnvironment):
	"""Compiles nothing but templates without problems; escapes what it prints; prints no more than papers hold."""

	def __init__(self, fields: Group):
		super().__init__(undefined=StrictUndefined, autoescape=True)
		self.fields = fields
		self.globals.clear()
		self.filters = {name: self.filters[name] for name in FILTERS}

	def _parse(self, source, name, filename):
		tree = super()._parse(source, name, filename)
		if found := list(problems_in(tree, self.fields)):
			raise TemplateSyntaxError(found[0][0].words, found[0][1])
		return tree

	def problems(self, source: str) -> list[tuple[Problem, int]]:
		"""All problems of a source text, with their lines."""
		try:
			tree = super()._parse(source, None, None)
		except TemplateSyntaxError as error:
			return [(_syntax(error), error.lineno)]
		except RecursionError:
			return [(Problem(BROKEN, ""), 0)]
		return list(problems_in(tree, self.fields))

	@staticmethod
	def concat(pieces: Iterable[str]) -> str:
		kept, letters = [], 0
		for piece in pieces:
			letters += len(piece)
			if letters > _MOST_LETTERS:
				raise TooLong
			kept.append(piece)
		return "".join(kept)


def problems_in(tree: nodes.Node, fields: Group) -> Iterator[tuple[Problem, int]]:
	return _Reader().read(tree, dict(fields.parts))


class _Reader:
	"""Walks a tree with the names known at each place."""

	def read(self, node: nodes.Node, names: Mapping[str, Node]) -> Iterator[tuple[Problem, int]]:
		if isinstance(node, nodes.For):
			yield from self._loop(node, names)
		elif isinstance(node, nodes.If | nodes.CondExpr | nodes.Not):
			yield from self._condition(node, names)
		elif isinstance(node, nodes.Filter):
			yield from self._filter(node, names)
		elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
			yield from self._single(node, names)
		elif isinstance(node, nodes.Test):
			yield Problem(NOT_ALLOWED, f"is {node.name}"), node.lineno
		elif isinstance(node, nodes.Concat):
			yield from self._all(node.nodes, names)
		elif isinstance(node, _PLAIN):
			yield from self._all(node.iter_child_nodes(), names)
		else:
			yield Problem(NOT_ALLOWED, _words(node)), node.lineno

	def _all(self, many: Iterable[nodes.Node], names: Mapping[str, Node]) -> Iterator[tuple[Problem, int]]:
		for node in many:
			yield from self.read(node, names)

	def _loop(self, node: nodes.For, names: Mapping[str, Node]) -> Iterator[tuple[Problem, int]]:
		if node.recursive or node.else_ or not isinstance(node.target, nodes.Name):
			yield Problem(NOT_ALLOWED, "for"), node.lineno
			return
		found, problem = _found(node.iter, names)
		if problem is None and not isinstance(found, Many):
			problem = Problem(NO_LIST, _words(node.iter))
		if problem:
			yield problem, node.lineno
			return
		inner = {**names, node.target.name: found.of, "loop": _LOOP}
		yield from self._all([node.test] if node.test else [], inner)
		yield from self._all(node.body, inner)

	def _condition(self, node: nodes.Node, names: Mapping[str, Node]) -> Iterator[tuple[Problem, int]]:
		"""A list may be asked whether it has rows."""
		asked = node.node if isinstance(node, nodes.Not) else node.test
		for child in node.iter_child_nodes():
			if child is asked and isinstance(child, nodes.Name | nodes.Getattr):
				if isinstance(_found(child, names)[0], Many):
					continue
			yield from self.read(child, names)

	def _filter(self, node: nodes.Filter, names: Mapping[str, Node]) -> Iterator[tuple[Problem, int]]:
		if node.name not in FILTERS or node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None:
			yield Problem(NOT_ALLOWED, f"| {node.name}"), node.lineno
			return
		found, problem = _found(node.node, names) if _is_path(node.node) else (None, None)
		if node.name == "length" and isinstance(found, Many) and problem is None:
			return
		yield from self._all([node.node, *node.args], names)

	def _single(self, node: nodes.Node, names: Mapping[str, Node]) -> Iterator[tuple[Problem, int]]:
		found, problem = _found(node, names)
		if problem is None and isinstance(found, Many):
			problem = Problem(IS_LIST, _words(node))
		elif problem is None and isinstance(found, Group):
			problem = Problem(IS_GROUP, _words(node), known=tuple(found.parts))
		if problem:
			yield problem, node.lineno


def _is_path(node: nodes.Node) -> bool:
	return isinstance(node, nodes.Name) or (isinstance(node, nodes.Getattr) and _is_path(node.node))


def _found(node: nodes.Node, names: Mapping[str, Node]) -> tuple[Node | None, Problem | None]:
	"""What a path like `sheet.authority.name` leads to."""
	if isinstance(node, nodes.Name) and node.ctx == "load":
		if node.name in names:
			return names[node.name], None
		return None, Problem(UNKNOWN_NAME, node.name, known=tuple(names))
	if not isinstance(node, nodes.Getattr):
		return None, Problem(NOT_ALLOWED, _words(node))
	above, problem = _found(node.node, names)
	if problem:
		return None, problem
	parts = above.parts if isinstance(above, Group) else {}
	if node.attr in parts:
		return parts[node.attr], None
	return None, Problem(UNKNOWN_FIELD, f"{_words(node.node)}.{node.attr}", known=tuple(parts))


def _words(node: nodes.Node) -> str:
	if isinstance(node, nodes.Name):
		return node.name
	if isinstance(node, nodes.Getattr):
		return f"{_words(node.node)}.{node.attr}"
	if isinstance(node, nodes.Const):
		return str(node.value)[:40]
	if isinstance(node, nodes.Getitem):
		return f"{_words(node.node)}[…]"
	if isinstance(node, nodes.Call):
		return f"{_words(node.node)}(…)"
	return {
		nodes.Mul: "*",
		nodes.Div: "/",
		nodes.FloorDiv: "//",
		nodes.Mod: "%",
		nodes.Pow: "**",
		nodes.Assign: "set",
		nodes.AssignBlock: "set",
		nodes.FromImport: "from",
		nodes.CallBlock: "call",
		nodes.FilterBlock: "filter",
		nodes.List: "[…]",
		nodes.Tuple: "(…)",
		nodes.Dict: "{…}",
	}.get(type(node), type(node).__name__.lower())


def _syntax(error: TemplateSyntaxError) -> Problem:
	"""Jinja says in English what it met; the tag it names is kept."""
	message = error.message or ""
	if "needs to be closed is" in message or "Jinja was looking for the following tags" in message:
		return Problem(UNCLOSED, _quoted(message.rpartition("closed is")[2]) or _quoted(message))
	return Problem(BROKEN, _quoted(message) if "unknown tag" in message else "")


def _quoted(message: str) -> str:
	return message.split("'")[1] if message.count("'") > 1 else ""
