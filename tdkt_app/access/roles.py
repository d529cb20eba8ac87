"""The roles of this app. Their names are data on every site: never rename one without a patch."""

OFFICER = "TDKT Officer"  # thường trực Hội đồng Thi đua - Khen thưởng
COUNCIL_MEMBER = "TDKT Council Member"
CHAIRMAN = "TDKT Chairman"  # launches campaigns, issues decisions
UNIT_USER = "TDKT Unit User"  # works in the portal, for the units that name him
MANAGER = "TDKT Manager"  # administrator of this app
AUDITOR = "TDKT Auditor"  # reads all, writes nothing

DESK_ROLES = (OFFICER, COUNCIL_MEMBER, CHAIRMAN, MANAGER, AUDITOR)
ALL_ROLES = (*DESK_ROLES, UNIT_USER)

# May see every row of the documents their role opens; a council member is held to the cases of his meetings, everybody
# else to the rows of his units.
SEES_ALL_ROWS = frozenset((OFFICER, CHAIRMAN, MANAGER, AUDITOR, "System Manager", "Administrator"))
