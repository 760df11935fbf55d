# SPDX-License-Identifier: MIT
"""What the server must reach and what it should reach, as conditions on the records."""
import dataclasses
import operator

from records import OURS, OURS_TLS

_OPERATORS = {">=": operator.ge, ">": operator.gt, "<=": operator.le}


@dataclasses.dataclass(frozen=True)
class Condition:
    """A median, or its ratio to another one, against a limit. `one` and `other` are (workload, server)."""

    field: str
    one: tuple
    relation: str
    limit: float
    other: tuple = None

    def value(self, records):
        return records.ratio(self.field, self.one, self.other) if self.other else records.median(*self.one, self.field)

    def met(self, records):
        """None if it cannot be said."""
        value = self.value(records)
        return None if value is None else _OPERATORS[self.relation](value, self.limit)

    def against(self):
        """What the ratio refers to: the other server, or the other workload of the same one; None without one."""
        if not self.other:
            return None
        if self.other[0] != self.one[0]:
            return self.other[0]
        return "plain" if self.other[1] == OURS else self.other[1]


def met(conditions, records):
    """All of them: True, False, or None where one is unknown and none is missed, or there are none."""
    found = [condition.met(records) for condition in conditions]
    if False in found:
        return False
    return None if None in found or not found else True


@dataclasses.dataclass(frozen=True)
class Row:
    """A line of the final table: one field of one workload, and what is demanded of it."""

    title: str
    workload: str
    field: str
    must: tuple = ()
    goal: tuple = ()
    beside_peers: bool = True  # show what the others reach

    def ratios(self, records):
        """[(what the ratio refers to, ratio)], each once."""
        found = {c.against(): c.value(records) for c in (*self.must, *self.goal) if c.other}
        return [(name, value) for name, value in found.items() if value is not None]


def _to(server, workload, relation, limit, field="rate", own=OURS):
    return Condition(field, (workload, own), relation, limit, (workload, server))


def _growth(title, work, first, last, must, goal):
    change = lambda limit: Condition("cpu", (f"{work}, {last}", OURS), "<=", limit, (f"{work}, {first}", OURS))
    return Row(title, f"{work}, {last}", "cpu", (change(must),) if must else (), (change(goal),) if goal else ())


def rows():
    result = [
        Row("one pair alone: ack p50 us", "single", "ackp50", must=(_to("rawrelay-disk", "single", "<=", 1.5, "ackp50"),)),
        Row("pingpong: messages/s", "pingpong", "rate", must=(_to("rawrelay-disk", "pingpong", ">=", 0.5),),
            goal=(_to("rawrelay-disk", "pingpong", ">=", 0.85), _to("redis-disk", "pingpong", ">", 1))),
        Row("pingpong: TLS against plain", "pingpong", "rate", must=(_to(OURS, "pingpong", ">=", 0.7, own=OURS_TLS),),
            goal=(_to(OURS, "pingpong", ">=", 0.85, own=OURS_TLS),), beside_peers=False),
        Row("pipeline: messages/s", "pipeline", "rate",
            must=(_to("rawrelay-disk", "pipeline", ">=", 0.1), _to("mosquitto-disk", "pipeline", ">", 1)),
            goal=(_to("rawrelay-disk", "pipeline", ">=", 0.4), _to("redis-disk", "pipeline", ">", 1))),
        Row("pipeline: messages per commit", "pipeline", "percommit",
            must=(Condition("percommit", ("pipeline", OURS), ">=", 50),)),
        Row("fan-out to 100: deliveries/s", "fanout-100", "rate"),
        Row("fan-out to 1000: deliveries/s", "fanout-1000", "rate", must=(_to("rawrelay", "fanout-1000", ">=", 0.4),),
            goal=(_to("inspircd", "fanout-1000", ">=", 0.8),)),
    ]
    base = ("scale-20", OURS)
    for count in (20, 1000, 5000, 10_000):
        name, last = f"scale-{count}", count == 10_000
        slowed = lambda limit: (Condition("rate", (name, OURS), ">=", limit, base),) if last else ()
        result.append(Row(f"10 pairs of {count}: messages/s", name, "rate", slowed(0.9), slowed(0.95)))
    big = "scale-10000"
    result += [
        Row("10000: KiB per connection", big, "rssconn", must=(Condition("rssconn", (big, OURS), "<=", 20),),
            goal=(Condition("rssconn", (big, OURS), "<=", 8),)),
        Row("10000: KiB per connection, TLS", big, "rssconn", must=(Condition("rssconn", (big, OURS_TLS), "<=", 80),),
            goal=(Condition("rssconn", (big, OURS_TLS), "<=", 40),), beside_peers=False),
        Row("10000: sign-ins/s", big, "login"),
    ]
    for work in ("pingpong", "pipeline"):
        for stored in ("1000 stored", "100000 stored", "1000000 stored"):
            last = stored.startswith("1000000 ")
            result.append(_growth(f"{work}: us/message, {stored}", work, "1000 stored", stored, 1.2 if last else None,
                                  1.05 if last else None))
        for conversations in ("10 conversations", "100 conversations", "1000 conversations"):
            result.append(_growth(f"{work}: us/message, {conversations} each", work, "10 conversations", conversations,
                                  None, None))
    return result
