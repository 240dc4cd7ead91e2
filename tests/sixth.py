"""A fictitious sixth procedure, as one file."""

SIXTH = """
id = "elsewhere"
extends = "law-2026"
name = "他乡议事"
source = "他民发〔2026〕6号"
summary = "两步：说事、办事。"

[[number]]
id = "seats"
label = "座位"
value = 20
unit = "个"
clause = "二"

[[stage]]
id = "all"
title = "说事办事"
clause = "一"

[[step]]
id = "say"
stage = "all"
of_session = true
title = "说事"
clause = "一"
help = "谁来说、说什么。"
papers = ["sign_in"]
[[step.section]]
kind = "fields"
facts = ["topic.title", "session.held_on", "outcome.agreed", "outcome.destination"]
[[step.check]]
id = "room"
fact = "session.venue_area"
rule = "at_least"
args = { fact = "session.venue_area", least = "seats" }
clause = "二"
message = "只有{value}平方米。"

[[step]]
id = "do"
stage = "all"
title = "办事"
clause = "三"
help = "谁去办。"
when = { rule = "carrying_out" }
[[step.section]]
kind = "tasks"
facts = ["implementation.tasks"]
[[step.section]]
kind = "fields"
facts = ["archive.archived_on"]
"""
