// SPDX-License-Identifier: MIT
#include "experimentfixture.h"

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

using Step = StepTracker::Step;
using State = StepTracker::State;

QByteArrayList callsOf(const std::vector<Step> &steps)
{
    QByteArrayList calls;
    for (const Step &step : steps)
        calls.append(step.call);
    return calls;
}

QByteArrayList doneIn(const std::vector<Step> &steps)
{
    QByteArrayList calls;
    for (const Step &step : steps) {
        if (step.state == State::Done)
            calls.append(step.call);
    }
    return calls;
}

Step stepOf(const std::vector<Step> &steps, const char *call)
{
    for (const Step &step : steps) {
        if (step.call == call)
            return step;
    }
    return {};
}

} // namespace

class TestStepTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTutorialsLists()
    {
        ExperimentFixture lab;
        const auto client = lab.experiment.steps().stepsOf(lab.client);
        const auto server = lab.experiment.steps().stepsOf(lab.server);
        QCOMPARE(callsOf(client), (QByteArrayList{"socket", "connect", "send", "recv", "close"}));
        QCOMPARE(callsOf(server),
                 (QByteArrayList{"socket", "bind", "listen", "accept", "recv", "send", "close"}));
        for (const Step &step : server) {
            QCOMPARE(step.state, State::Open);
            QVERIFY(!step.text.isEmpty());
            QCOMPARE(StepTracker::stateText(step), u"not yet"_s);
        }
        QVERIFY(lab.experiment.steps().stepsOf(7).empty());
        QVERIFY(lab.experiment.steps().stepsOf(-1).empty());
    }

    void realCallsLightThemUpOneAfterTheOther()
    {
        ExperimentFixture lab;
        const auto done = [&lab](int end) {
            lab.experiment.drain();
            return doneIn(lab.experiment.steps().stepsOf(end));
        };
        auto listener = lab.make(*lab.serverSockets);
        QCOMPARE(done(lab.server), QByteArrayList{"socket"});
        QVERIFY(listener->bind(LabFixture::here()).ok());
        QCOMPARE(done(lab.server), (QByteArrayList{"socket", "bind"}));
        QVERIFY(listener->listen(5).ok());
        QCOMPARE(done(lab.server), (QByteArrayList{"socket", "bind", "listen"}));
        CallResult nobody;
        QVERIFY(!listener->accept(nobody));
        lab.experiment.drain();
        QCOMPARE(stepOf(lab.experiment.steps().stepsOf(lab.server), "accept").state, State::Waits);

        auto client = lab.make(*lab.clientSockets);
        const CallResult begun = client->connect(listener->localName());
        if (begun.inProgress()) {
            lab.experiment.drain();
            QCOMPARE(stepOf(lab.experiment.steps().stepsOf(lab.client), "connect").state, State::Waits);
        }
        QVERIFY(LabFixture::await(*client, begun).ok());
        QCOMPARE(done(lab.client), (QByteArrayList{"socket", "connect"}));
        const auto accepted = LabFixture::accept(*listener);
        QVERIFY(accepted);
        QCOMPARE(done(lab.server), (QByteArrayList{"socket", "bind", "listen", "accept"}));
        QCOMPARE(client->send("test").value, 4);
        QCOMPARE(LabFixture::receive(*accepted).bytes, "test");
        QCOMPARE(accepted->send("answer").value, 6);
        QCOMPARE(LabFixture::receive(*client).bytes, "answer");
        client->close();
        QCOMPARE(StepTracker::doneOf(lab.experiment.steps().stepsOf(lab.client)), 2); // the rest is not read yet
        QCOMPARE(done(lab.client).size(), 5);
        QCOMPARE(done(lab.server).size(), 6);
        accepted->close();
        QCOMPARE(done(lab.server).size(), 7);

        qint64 before = 0;
        for (const Step &step : lab.experiment.steps().stepsOf(lab.client)) {
            QVERIFY(step.firstNs > before);
            QVERIFY(!step.early);
            QVERIFY(step.firstEvent > 0);
            before = step.firstNs;
        }
        listener->close();
        lab.experiment.drain();
        QCOMPARE(StepTracker::stateText(stepOf(lab.experiment.steps().stepsOf(lab.server), "close")),
                 u"done 2 time(s)"_s);
    }

    void whatFailsIsSaid()
    {
        ExperimentFixture lab;
        auto listener = lab.makeListener();
        const SocketName name = listener->localName();
        listener->close();
        auto client = lab.make(*lab.clientSockets);
        QVERIFY(!LabFixture::connectTo(*client, name).ok());
        lab.experiment.drain();
        const Step connect = stepOf(lab.experiment.steps().stepsOf(lab.client), "connect");
        QCOMPARE(connect.state, State::Failed);
        QCOMPARE(StepTracker::stateText(connect), u"failed: ECONNREFUSED"_s);
        QCOMPARE(StepTracker::neededOf(lab.experiment.steps().stepsOf(lab.client)), 5);
    }

    void skippedStepsAreNoticed()
    {
        ExperimentFixture lab;
        auto listener = lab.make(*lab.serverSockets);
        QVERIFY(listener->listen(5).ok()); // without bind: the kernel chooses
        lab.experiment.drain();
        QVERIFY(stepOf(lab.experiment.steps().stepsOf(lab.server), "listen").early);
        QVERIFY(!stepOf(lab.experiment.steps().stepsOf(lab.server), "socket").early);
    }

    void datagramsNeedNoConnection()
    {
        ExperimentFixture lab;
        auto server = lab.make(*lab.serverSockets, Kind::Datagram);
        QVERIFY(server->bind(LabFixture::here()).ok());
        auto client = lab.make(*lab.clientSockets, Kind::Datagram);
        QVERIFY(client->sendTo("hi", server->localName()).ok());
        const Received hi = LabFixture::receiveFrom(*server);
        QVERIFY(server->sendTo("ho", hi.from).ok());
        QCOMPARE(LabFixture::receiveFrom(*client).bytes, "ho");
        client->close();
        server->close();
        lab.experiment.drain();
        const auto clientSteps = lab.experiment.steps().stepsOf(lab.client);
        const auto serverSteps = lab.experiment.steps().stepsOf(lab.server);
        QCOMPARE(doneIn(clientSteps), (QByteArrayList{"socket", "send", "recv", "close"}));
        QCOMPARE(stepOf(clientSteps, "connect").state, State::NotNeeded);
        QCOMPARE(doneIn(serverSteps), (QByteArrayList{"socket", "bind", "recv", "send", "close"}));
        QCOMPARE(StepTracker::neededOf(serverSteps), 5); // the tutorial's five for UDP
        QCOMPARE(StepTracker::doneOf(serverSteps), 5);
    }
};

QTEST_GUILESS_MAIN(TestStepTracker)
#include "tst_steptracker.moc"
