"""The schema a publication keeps in PostgreSQL, and the views for statistics. Described for readers in docs/postgres.md.

Every key begins with the unit's code and the year, so that the same tables can be partitioned by year and distributed
by unit on a cluster extension without a change (such an extension wants its column in every key, and no foreign keys
across).
"""

VERSION = 2
"""2: a matter carries the hash of all that is published of it, so that what is there already is not written again."""

TABLES = (
    "CREATE SCHEMA IF NOT EXISTS yishi",
    """CREATE TABLE IF NOT EXISTS yishi.about (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        version integer NOT NULL, program text NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS yishi.village (
        unit_code text PRIMARY KEY,
        province text NOT NULL, city text NOT NULL, county text NOT NULL, township text NOT NULL, name text NOT NULL,
        kind text NOT NULL, procedure text NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS yishi.period (
        unit_code text NOT NULL, year integer NOT NULL,
        from_day date NOT NULL, until_day date NOT NULL, filled_on date NOT NULL,
        minimum integer, demanded boolean, basis text NOT NULL,
        PRIMARY KEY (unit_code, year))""",
    """CREATE TABLE IF NOT EXISTS yishi.matter (
        unit_code text NOT NULL, year integer NOT NULL, record_id text NOT NULL, copy integer NOT NULL,
        number text NOT NULL, title text NOT NULL, variants integer NOT NULL, revisions text[] NOT NULL,
        content jsonb NOT NULL, digest text NOT NULL DEFAULT '',
        PRIMARY KEY (unit_code, year, record_id, copy))""",
    "ALTER TABLE yishi.matter ADD COLUMN IF NOT EXISTS digest text NOT NULL DEFAULT ''",
    """CREATE TABLE IF NOT EXISTS yishi.ledger_row (
        unit_code text NOT NULL, year integer NOT NULL, record_id text NOT NULL, copy integer NOT NULL,
        sheet text NOT NULL, line integer NOT NULL, day date, value jsonb NOT NULL,
        PRIMARY KEY (unit_code, year, record_id, copy, sheet, line))""",
    "CREATE INDEX IF NOT EXISTS ledger_row_by_sheet ON yishi.ledger_row (sheet, year, day)",
)

VIEWS = (
    """CREATE OR REPLACE VIEW yishi.session AS
    SELECT r.unit_code, r.year, r.record_id, r.copy, r.day AS held_on,
           r.value ->> 'case.number' AS number, r.value ->> 'topic.title' AS title,
           coalesce((r.value ->> 'counts')::boolean, false) AS counts,
           coalesce((r.value ->> 'agreed')::boolean, false) AS agreed,
           (r.value ->> 'expected')::integer AS expected, (r.value ->> 'present')::integer AS present,
           (r.value ->> 'non_voting')::integer AS non_voting,
           (r.value ->> 'vote.votes_for')::integer AS votes_for,
           (r.value ->> 'vote.votes_against')::integer AS votes_against,
           (r.value ->> 'vote.abstentions')::integer AS abstentions,
           r.value ->> 'outcome.destination' AS destination
      FROM yishi.ledger_row r WHERE r.sheet = 'sessions'""",
    """CREATE OR REPLACE VIEW yishi.village_year AS
    SELECT p.unit_code, p.year, v.province, v.city, v.county, v.township, v.name,
           p.from_day, p.until_day, p.filled_on, p.minimum, p.demanded,
           coalesce(s.counted, 0) AS counted, coalesce(s.total, 0) AS total, coalesce(s.matters, 0) AS matters,
           coalesce(s.agreed, 0) AS agreed, coalesce(s.attendances, 0) AS attendances,
           coalesce(o.postings, 0) AS postings, coalesce(o.postings_met, 0) AS postings_met,
           coalesce(o.topics, 0) AS topics, coalesce(o.undone, 0) AS undone, coalesce(o.overdue, 0) AS overdue,
           greatest(0, coalesce(p.minimum, 0) - coalesce(s.counted, 0)) AS missing
      FROM yishi.period p JOIN yishi.village v USING (unit_code)
      LEFT JOIN (SELECT unit_code, year, count(*) FILTER (WHERE counts) AS counted, count(*) AS total,
                        count(DISTINCT record_id) FILTER (WHERE counts) AS matters,
                        count(DISTINCT record_id) FILTER (WHERE agreed) AS agreed,
                        coalesce(sum(coalesce(present, 0) + coalesce(non_voting, 0)) FILTER (WHERE counts), 0)
                            AS attendances
                   FROM yishi.session WHERE copy = 1 GROUP BY unit_code, year) s USING (unit_code, year)
      LEFT JOIN (SELECT unit_code, year,
                        count(*) FILTER (WHERE sheet = 'notices') AS postings,
                        count(*) FILTER (WHERE sheet = 'notices' AND value ->> 'state' = '合格') AS postings_met,
                        count(*) FILTER (WHERE sheet = 'topics') AS topics,
                        count(*) FILTER (WHERE sheet = 'tasks' AND value ->> 'state' <> '已完成') AS undone,
                        count(*) FILTER (WHERE sheet = 'tasks' AND value ->> 'state' = '已逾期') AS overdue
                   FROM yishi.ledger_row WHERE copy = 1 GROUP BY unit_code, year) o USING (unit_code, year)""",
    *(
        f"""CREATE OR REPLACE VIEW yishi.{level}_year AS
    SELECT {columns}, year, count(*) AS villages, count(*) FILTER (WHERE missing > 0) AS below,
           sum(counted) AS counted, sum(total) AS total, sum(matters) AS matters, sum(agreed) AS agreed,
           sum(attendances) AS attendances, sum(postings) AS postings, sum(postings_met) AS postings_met,
           sum(undone) AS undone, sum(overdue) AS overdue
      FROM yishi.village_year GROUP BY {columns}, year"""  # noqa: S608 - names of ours
        for level, columns in (
            ("township", "province, city, county, township"),
            ("county", "province, city, county"),
            ("city", "province, city"),
            ("province", "province"),
        )
    ),
    """CREATE OR REPLACE VIEW yishi.in_doubt AS
    SELECT unit_code, year, record_id, copy, number, title, variants FROM yishi.matter WHERE variants > 1""",
)
