# SPDX-License-Identifier: MIT
"""Groups under pressure: everybody at once, a server that is killed, and the limits."""
import random
import threading

import harness
from groupharness import UNLIMITED, GroupTest, Person
from harness import new_uuid
from wireclient import Closed


def together(*actions):
    """Runs all at the same moment; their results in order."""
    results, gate = [None] * len(actions), threading.Barrier(len(actions))

    def run(i, action):
        gate.wait()
        try:
            results[i] = action()
        except Exception as problem:  # told by the caller
            results[i] = problem
    threads = [threading.Thread(target=run, args=(i, action)) for i, action in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def outcome(answer):
    return answer["type"] if answer["type"] != "error" else answer["body"]["code"]


class Races(GroupTest):
    def test_two_admins_do_the_same(self):
        a, b, c, d = self.people(4)
        group = self.group(a, b, c, admins=[b])
        for round_ in range(10):
            invited = together(lambda: a.ask("invite", group, members=[d.name]),
                               lambda: b.ask("invite", group, members=[d.name]))
            self.assertEqual(sorted(map(outcome, invited)), ["bad_field", "group.ack"])
            removed = together(lambda: a.ask("remove", group, account=d.name),
                               lambda: b.ask("remove", group, account=d.name))
            self.assertEqual(sorted(map(outcome, removed)), ["bad_field", "group.ack"])
        log = [what for _, what in c.history(group)]
        self.assertEqual(log[2:], ["invited", "removed"] * 10)

    def test_two_admins_against_each_other(self):
        owner, a, b = self.people(3)
        group = self.group(owner, a, b)
        owner.ask("role", group, account=a.name, role="admin")
        for _ in range(10):
            first, second = (owner, a) if b.roles(group)[owner.name] == "owner" else (a, owner)
            answers = together(lambda: first.ask("role", group, account=second.name, role="owner"),
                               lambda: second.ask("role", group, account=first.name, role="owner"))
            self.assertEqual(outcome(answers[0]), "group.ack")
            self.assertIn(outcome(answers[1]), ("forbidden", "group.ack"))  # before it, or behind it
            self.assertEqual(sorted(b.roles(group).values()), ["admin", "member", "owner"])

    def test_speaking_while_being_removed(self):
        """What is said comes before the removal, or is refused: nothing of theirs stands behind it."""
        a, b, c = self.people(3)
        group = self.group(a, b, c)

        def speak():
            answers = []
            while len(answers) < 2000 and (not answers or answers[-1]["type"] == "chat.ack"):
                answers.append(b.say(group, f"word {len(answers)}"))
            return answers
        for _ in range(5):
            removed, spoken = together(lambda: a.ask("remove", group, account=b.name), speak)
            self.assertEqual(outcome(removed), "group.ack")
            self.assertEqual(outcome(spoken[-1]), "no_conversation")
            seqs = [answer["body"]["seq"] for answer in spoken[:-1]]
            self.assertTrue(all(seq < removed["body"]["seq"] for seq in seqs), (seqs, removed))
            a.ask("invite", group, members=[b.name])
        self.assertEqual([seq for seq, _ in c.history(group)], list(range(1, len(c.history(group)) + 1)))

    def test_everybody_sees_one_order(self):
        people = self.people(6)
        owner, admin, *members = people
        group = self.group(*people, admins=[admin])
        start = owner.info(group)["seq"]

        def chat(person):
            return [person.say(group, f"{person.name} {i}")["type"] for i in range(20)]

        def change(person):
            return [person.ask("rename", group, title=f"{person.name} {i}")["type"] for i in range(20)]
        results = together(*[lambda p=p: chat(p) for p in members], lambda: change(owner), lambda: change(admin))
        self.assertEqual({kind for result in results for kind in result}, {"chat.ack", "group.ack"})
        logs = [p.history(group) for p in people]
        self.assertEqual([seq for seq, _ in logs[0]], list(range(1, start + 121)))
        self.assertTrue(all(log == logs[0] for log in logs))
        for person in people:  # each heard all but its own, each once, in order
            heard = person.heard()
            self.assertEqual([seq for seq, _ in heard], sorted({seq for seq, _ in heard}))
            self.assertEqual(len(heard), 100)
            self.assertTrue(set(heard) < set(logs[0]))

    def test_a_pipeline_of_changes_is_done_in_order(self):
        a, b = self.people(2)
        group = self.group(a, b)
        for i in range(30):
            a.client.send("chat.send", {"conv": group, "uuid": str(new_uuid()), "text": f"text {i}"})
            a.client.send("group.rename", {"conv": group, "uuid": str(new_uuid()), "title": f"title {i}"})
        acks = [a.client.expect("group.ack", "chat.ack", timeout=20) for _ in range(60)]
        self.assertEqual([f["body"]["seq"] for f in acks if f["type"] == "chat.ack"],
                         sorted(f["body"]["seq"] for f in acks if f["type"] == "chat.ack"))
        self.assertEqual(sorted(f["body"]["seq"] for f in acks), list(range(2, 62)))
        titles = [m["change"]["title"] for m in a.client.request("history.get", {"conv": group, "limit": 100})["body"]
                  ["messages"] if m.get("change", {}).get("what") == "renamed"]
        self.assertEqual(titles, [f"title {i}" for i in range(30)])


class Surviving(harness.ServerTest):
    control = False

    def people(self, server, *names, register=True):
        people = [Person(server, name, register=register) for name in names]
        for person in people:
            self.addCleanup(person.client.close)
        return people

    def test_a_killed_server_forgets_nothing(self):
        """kill -9 at a random moment, eight times: what was acked is there, and nothing half done."""
        generator = random.Random(5)
        with harness.Server(UNLIMITED) as server:
            names = ["owner", "anna", "ben", "cleo"]
            people = self.people(server, *names)
            owner = people[0]
            group = owner.create("Class", "anna")
            members = {"owner", "anna"}
            acked = {owner.info(group)["seq"]: "created"}
            unknown = None
            for _ in range(8):
                killer = threading.Timer(generator.uniform(0.05, 0.3), server.process.kill)
                killer.start()
                try:
                    while True:
                        who = generator.choice(["ben", "cleo"])
                        unknown = ("remove", {"account": who}) if who in members else ("invite", {"members": [who]})
                        id_ = new_uuid()
                        answer = owner.ask(unknown[0], group, id_=id_, **unknown[1])
                        self.assertEqual(answer["type"], "group.ack", answer)
                        members ^= {who}
                        acked[answer["body"]["seq"]] = {"remove": "removed", "invite": "invited"}[unknown[0]]
                        said = owner.say(group, "still here")
                        if said["type"] == "chat.ack":
                            acked[said["body"]["seq"]] = "still here"
                except (OSError, Closed):
                    pass
                server.process.wait(10)
                server._close()
                server.start()
                for person in people:
                    person.client.close()
                people = self.people(server, *names, register=False)
                owner = people[0]
                # The last change may have been done without a word: asking again with its uuid tells.
                again = owner.ask(unknown[0], group, id_=id_, **unknown[1])
                self.assertEqual(again["type"], "group.ack", again)
                if again["body"]["seq"] not in acked:
                    members ^= {unknown[1].get("account") or unknown[1]["members"][0]}
                    acked[again["body"]["seq"]] = {"remove": "removed", "invite": "invited"}[unknown[0]]
                self.assertEqual(set(owner.roles(group)), members)
                log = dict(owner.history(group))
                self.assertEqual(sorted(log), list(range(1, len(log) + 1)))
                self.assertEqual({seq: log.get(seq) for seq in acked}, acked)
                for person in people[1:]:
                    theirs = person.history(group)
                    if person.name not in members and theirs != "no_conversation":
                        self.assertEqual(theirs[-1][1], "removed")
                    if person.name in members:
                        self.assertEqual(theirs[-1], max(log.items()))

    def test_everything_is_there_after_a_restart(self):
        with harness.Server(UNLIMITED) as server:
            a, b, c = self.people(server, "anna", "ben", "cleo")
            group = a.create("Class", "ben", "cleo")
            code = a.code(group)
            a.ask("role", group, account="ben", role="admin")
            a.ask("notice", group, notice="page 12")
            a.ask("mute", group, account="cleo", seconds=1000)
            b.ask("remove", group, account="cleo")
            before, ids = a.info(group), new_uuid()
            ack = a.ask("rename", group, id_=ids, title="Class 8")["body"]
            self.assertEqual(server.stop(), 0)
            server.start()
            a, b, c = self.people(server, "anna", "ben", "cleo", register=False)
            self.assertEqual(a.info(group), {**before, "title": "Class 8", "seq": ack["seq"]})
            self.assertEqual(a.info(group)["code"], code)
            self.assertEqual(a.ask("rename", group, id_=ids, title="Class 8")["body"], ack)
            self.assertEqual(c.history(group)[-1], (6, "removed"))
            self.assertEqual(c.listed(group)["lastSeq"], 6)
            self.assertEqual(outcome(c.ask("join", code=code)), "no_conversation")
            b.ask("invite", group, members=["cleo"])
            self.assertEqual(outcome(c.say(group, "back")), "muted")


class Limits(GroupTest):
    config = {**UNLIMITED, "limit.groupMembers": "4", "limit.groupsPerAccount": "3", "limit.groupsBroughtInto": "3",
              "limit.groupsPerInviter": "2", "limit.groupTitleCodePoints": "10", "limit.groupNoticeCodePoints": "20"}

    def test_limits_are_told(self):
        limits = self.person().welcome["limits"]
        self.assertEqual([limits[k] for k in ("groupMembers", "groups", "groupTitle", "groupNotice")], [4, 3, 10, 20])

    def test_members_of_a_group(self):
        a, *others = self.people(6)
        names = [p.name for p in others]
        self.assertEqual(outcome(a.ask("create", title="t", members=names[:4])), "limit_reached")
        group = a.create("t", *names[:2])
        code = a.code(group)
        self.assertEqual(outcome(a.ask("invite", group, members=names[2:4])), "limit_reached")
        self.assertEqual(outcome(a.ask("invite", group, members=names[2:3])), "group.ack")
        self.assertEqual(outcome(a.ask("invite", group, members=names[3:4])), "limit_reached")
        self.assertEqual(outcome(others[3].ask("join", code=code)), "limit_reached")
        others[0].ask("leave", group)
        answers = together(*[lambda p=p: p.ask("join", code=code) for p in others[3:]])
        self.assertEqual(sorted(map(outcome, answers)), ["group.ack", "limit_reached"])
        self.assertEqual(len(a.info(group)["members"]), 4)
        self.assertEqual(outcome(a.ask("create", title="t", members=names[:3])), "group.ack")

    def test_groups_of_a_person(self):
        a, b, c = self.people(3)
        groups = [b.create(f"t{i}") for i in range(2)]
        codes = [a.code(a.create("t")) for _ in range(2)]
        for code in codes:  # both are on their way before either is done
            b.client.send("group.join", {"uuid": str(new_uuid()), "code": code})
        answers = [b.client.expect("group.ack", "error") for _ in codes]
        self.assertEqual(sorted(map(outcome, answers)), ["group.ack", "limit_reached"])
        self.assertEqual(outcome(b.ask("create", title="t")), "limit_reached")
        self.assertEqual(outcome(c.ask("create", title="t", members=[b.name])), "group.ack", "that is c's")
        b.ask("dissolve", groups[0])
        self.assertEqual(outcome(b.ask("create", title="t")), "group.ack")

    def test_groups_that_others_bring_one_into(self):
        a, b, c, d = self.people(4)
        group = a.create("t", b.name)
        self.assertEqual(outcome(a.ask("create", title="t", members=[b.name])), "group.ack")
        self.server.kill()
        self.server.start()
        a, b, c, d = [self.again(p) for p in (a, b, c, d)]
        self.assertEqual(outcome(a.ask("create", title="t", members=[b.name])), "limit_reached", "a stranger burdens nobody")
        theirs = c.create("t", b.name)
        self.assertEqual(outcome(d.ask("create", title="t", members=[b.name])), "limit_reached")
        self.assertEqual([outcome(b.ask("create", title="t")) for _ in range(4)], ["group.ack"] * 3 + ["limit_reached"])
        b.ask("leave", theirs)
        self.assertEqual(outcome(a.ask("invite", a.create("t"), members=[b.name])), "limit_reached")
        self.assertEqual(outcome(d.ask("create", title="t", members=[b.name])), "group.ack")
        b.ask("leave", group)
        self.assertEqual(outcome(a.ask("invite", group, members=[b.name])), "group.ack")

    def test_title_and_notice(self):
        a = self.person()
        group = a.create("x" * 10)
        for what, field, most in (("rename", "title", 10), ("notice", "notice", 20)):
            for length, expected in ((most - 1, "group.ack"), (most, "group.ack"), (most + 1, "bad_field")):
                with self.subTest(what=what, length=length):
                    self.assertEqual(outcome(a.ask(what, group, **{field: "网" * length})), expected)

    def test_invited_at_once(self):
        a = self.person()
        group = a.create("t")
        for count, expected in ((100, "there is no account"), (101, "at most 100")):
            answer = a.ask("invite", group, members=[f"nobody-{i}" for i in range(count)])
            self.assertEqual(outcome(answer), "bad_field")
            self.assertIn(expected, answer["body"]["message"])

    def test_mute_for_at_most_a_month(self):
        a, b = self.people(2)
        group = self.group(a, b)
        month = 30 * 24 * 3600
        for seconds, expected in ((month, "group.ack"), (month + 1, "bad_field"), (-1, "bad_field")):
            self.assertEqual(outcome(a.ask("mute", group, account=b.name, seconds=seconds)), expected)
        answer = b.say(group, "hm")
        self.assertEqual((outcome(answer), answer["body"]["retryAfterMs"]), ("muted", 24 * 3600 * 1000))


class Rates(GroupTest):
    control = True
    config = {"limit.groupChanges.perSecond": "1", "limit.groupChanges.burst": "10", "limit.messages.perSecond": "0",
              "limit.groupMessages.perSecond": "1", "limit.groupMessages.burst": "15"}

    def test_a62_changes_come_too_fast(self):
        """A thousand groups a second are slowed, and honest people notice nothing."""
        a = self.person()
        for i in range(300):
            a.client.send("group.create", {"uuid": str(new_uuid()), "title": f"t{i}"}, id=str(i))
        answers = [a.client.expect("group.ack", "error", timeout=20) for _ in range(300)]
        done = [f for f in answers if f["type"] == "group.ack"]
        self.assertTrue(10 <= len(done) <= 14, len(done))
        for answer in answers:
            if answer["type"] == "error":
                self.assert_error(answer, "rate_limited")
                self.assertGreater(answer["body"]["retryAfterMs"], 0)
        self.assert_kept(a.client)

    def test_codes_cannot_be_tried(self):
        a = self.person()
        answers = [outcome(a.ask("join", code=f"abcdefgh{i:04}")) for i in range(15)]
        self.assertEqual(answers[:10], ["no_conversation"] * 10)
        self.assertIn("rate_limited", answers)

    def test_messages_in_one_group(self):
        people = self.people(3)
        group = people[0].create("t", *[p.name for p in people[1:]])
        answers = [outcome(people[i % 3].say(group, "x")) for i in range(18)]
        self.assertEqual(answers[:15], ["chat.ack"] * 15)
        self.assertIn("rate_limited", answers[15:])
        self.assertEqual(people[0].say("lobby", "elsewhere I may")["type"], "chat.ack")


if __name__ == "__main__":
    harness.main()
