// SPDX-License-Identifier: MIT
#include "common/protocol/conversationid.h"

#include <QTest>

using namespace miniqq::protocol;

class TestConversationId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothEndsMakeTheSameKey()
    {
        QCOMPARE(directKey("alice", "bob"), "d:alice:bob");
        QCOMPARE(directKey("bob", "alice"), "d:alice:bob");
        QCOMPARE(directKey("小明", "alice"), "d:alice:小明");
        QCOMPARE(directKey("a", "ab"), "d:a:ab");
    }

    void kinds()
    {
        QCOMPARE(conversationKind("lobby"), ConversationKind::Lobby);
        QCOMPARE(conversationKind("d:alice:bob"), ConversationKind::Direct);
        for (const char *no : {"", "Lobby", "lobby ", "d", "d:", "d::", "d:alice", "d:alice:", "d::bob",
                               "d:bob:alice", "d:bob:bob", "d:a:b:c", "x:alice:bob", "D:alice:bob"}) {
            QVERIFY2(!conversationKind(no), no);
            QVERIFY2(!parseDirectKey(no), no);
        }
    }

    void pairsAndPeers()
    {
        const auto pair = parseDirectKey("d:alice:小明");
        QVERIFY(pair);
        QCOMPARE(pair->first, "alice");
        QCOMPARE(pair->second, "小明");
        QCOMPARE(directPeer("d:alice:bob", "alice"), "bob");
        QCOMPARE(directPeer("d:alice:bob", "bob"), "alice");
        QCOMPARE(directPeer("d:alice:bob", "carol"), "");
        QCOMPARE(directPeer("lobby", "alice"), "");
    }
};

QTEST_GUILESS_MAIN(TestConversationId)
#include "tst_conversationid.moc"
