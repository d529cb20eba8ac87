"""9. The emulation and commendation fund of the commune."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.finding import Dong, Finding
from tdkt_app.rules.pack import RulePack


@dataclass(frozen=True)
class Fund:
	"""All in đồng, of one year.

	Attributes:
		region: "lowland" (tỉnh đồng bằng, thành phố trực thuộc trung ương) or "highland" (miền núi, trung du, Tây
			Nguyên, vùng sâu, vùng xa, hải đảo): the value of the row that sets the ceiling.
		expenditure: regular budget expenditure; `allocated`: from the budget; `donated`: contributions.
		rewards_spent, organising_spent: paid so far.
	"""

	region: Literal["lowland", "highland"]
	expenditure: int
	allocated: int
	donated: int = 0
	rewards_spent: int = 0
	organising_spent: int = 0

	@property
	def size(self) -> int:
		return self.allocated + self.donated


def check_fund(fund: Fund, decision_total: int, pack: RulePack, day: date) -> list[Finding]:
	"""The fund within its ceiling, organising within its share, the decision within what is left for rewards.

	Source: NĐ 152/2025/NĐ-CP Art. 46.3.b, 48.1.a.
	Example: highland, 10 billion of expenditure, 200 million allocated → at most 150 million, "fund-above-ceiling".
	"""
	rule, findings = pack.find("money.fund", day)
	if rule is None:
		return findings
	ceiling = math.floor(rule.share(fund.region) * fund.expenditure)
	if fund.allocated > ceiling:
		data = {"allocated": Dong(fund.allocated), "ceiling": Dong(ceiling), "share": rule.share(fund.region)}
		findings.append(Finding.of("fund-above-ceiling", rule, **data))
	organising = organising_share(fund, rule)
	if fund.organising_spent > organising:
		data = {
			"spent": Dong(fund.organising_spent),
			"ceiling": organising,
			"share": rule.share("organising"),
		}
		findings.append(Finding.of("organising-above-share", rule, **data))
	left = Dong(fund.size - organising - fund.rewards_spent)
	if decision_total > left:
		findings.append(Finding.of("fund-short", rule, total=Dong(decision_total), left=Dong(max(left, 0))))
	return findings


def organising_share(fund: Fund, rule: AwardRule) -> Dong:
	"""The part set aside for launching, reviews, propaganda, checks and meetings (Art. 48.1.a)."""
	return Dong(math.floor(rule.share("organising") * fund.size))
