// SPDX-License-Identifier: MIT
#include "server/domain/domain.h"
#include "tests/gui/messengerfixture.h"

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::test;

/// What the server's operator tells everybody stands above the conversation until it is closed.
class TestServerNotice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isShownAsTheServersAndClosed()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        const Looks looks;
        WindowServer server;
        QVERIFY(server.start());
        StartOptions options;
        options.server = server.address();
        options.account = u"alice"_s;
        options.password = password;
        options.registerAccount = true;
        options.conversation = "lobby";
        User alice(looks, options);
        QTRY_VERIFY(alice.isOnline());
        QTRY_VERIFY(alice.composer().edit().isVisible());

        QVERIFY(server.core.withDomain([](server::Domain &domain, const server::ServerCore::Back &) {
            domain.announce("<b>Pause</b> at noon.\nBack at one.");
        }));
        QTRY_VERIFY(shows(&alice.window(), u"The server's operator says:"_s));
        QVERIFY(shows(&alice.window(), u"<b>Pause</b> at noon. Back at one."_s)); // as it was written
        QCOMPARE(alice.view().model()->rowCount(), 0);                            // nobody's message
        QVERIFY(alice.isOnline());
        QVERIFY(click(&alice.window(), u"Close"_s));
        QTRY_VERIFY(!shows(&alice.window(), u"The server's operator says:"_s));
        alice.messenger.mainWindow()->leave();
    }
};

QTEST_MAIN(TestServerNotice)
#include "tst_servernotice.moc"
