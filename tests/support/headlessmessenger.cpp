// SPDX-License-Identifier: MIT
// miniqq-headless: a messenger without a window, for tests that kill, stop and mislead whole processes.
// Everything under app/core and app/store is the real thing; a window's part is played by lines on stdin and
// stdout. Texts are percent-encoded, "-" is the empty one. What was printed has happened: a line is in the
// pipe before the next event.
//
// It reads
//   signin ADDRESS ACCOUNT PASSWORD | register ADDRESS ACCOUNT PASSWORD | leave | online | quit
//   say CONVERSATION TEXT | draft CONVERSATION TEXT | reading on|off | dump CONVERSATION | info
// and prints
//   fresh | opened ACCOUNT | failed KIND DETAIL | changed KNOWN SHOWN | error WORDS
//   state NAME NEXT_TRY_IN_MS | info STATE CONNECTED_MS NEXT_TRY_IN_MS WALL_MS
//   queued UUID CONVERSATION TEXT | sent UUID CONVERSATION SEQ | unsendable UUID
//   stored CONVERSATION SEQ UUID FROM TIME TEXT | kept CONVERSATION TEXT (a draft, on disk)
//   row CONVERSATION SEQ UUID FROM TIME TEXT | outbox UUID CONVERSATION TEXT | dumped CONVERSATION
#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/outbox.h"
#include "app/store/profile.h"
#include "common/base/clock.h"
#include "common/tap/trafficsink.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

using namespace miniqq;
using namespace miniqq::client;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray coded(const QString &text)
{
    return text.isEmpty() ? QByteArray("-") : text.toUtf8().toPercentEncoding();
}

QString decoded(const QByteArray &word)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(word));
}

/// Straight to the pipe: nothing that was printed is lost when this process is killed.
void print(const QByteArrayList &words)
{
    const QByteArray line = words.join(' ') + '\n';
    for (qsizetype done = 0; done < line.size();) {
        const ssize_t written = ::write(STDOUT_FILENO, line.constData() + done, size_t(line.size() - done));
        if (written < 0 && errno != EINTR)
            std::exit(3); // nobody reads any more
        done += std::max<ssize_t>(written, 0);
    }
}

const char *nameOf(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Online:
        return "online";
    case ConnectionState::WaitingToReconnect:
        return "waiting";
    case ConnectionState::Offline:
        return "offline";
    case ConnectionState::Refused:
        return "refused";
    case ConnectionState::CertificateChanged:
        return "blocked";
    default:
        return "connecting";
    }
}

class Headless final : public QObject
{
public:
    explicit Headless(Client &client)
        : m_client(client)
        , m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        ::fcntl(STDIN_FILENO, F_SETFL, ::fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
        connect(&m_input, &QSocketNotifier::activated, this, [this] { readInput(); });
        connect(&client, &Client::stateChanged, this, [this](ConnectionState state) { told(state); });
        connect(&client, &Client::accountOpened, this, [](const QByteArray &account) {
            print({"opened", coded(QString::fromUtf8(account))});
        });
        connect(&client, &Client::signInFailed, this, [](const SignInFailure &failure) {
            print({"failed", QByteArray::number(int(failure.kind)), coded(failure.detail)});
        });
        connect(&client, &Client::storeFailed, this, [](const StoreFailure &failure) {
            print({"error", coded(failure.text)});
        });
        connect(&client, &Client::certificateChanged, this,
                [](const ServerAddress &, const ServerPin &known, const QString &shown) {
                    print({"changed", coded(known.fingerprint), coded(shown)});
                });
        Outbox &outbox = client.outbox();
        connect(&outbox, &Outbox::queued, this, [](const OutboxEntry &entry) {
            print({"queued", entry.uuid.toText(), entry.conversation, coded(entry.text)});
        });
        connect(&outbox, &Outbox::queueFailed, this, [](const Uuid &uuid, const StoreFailure &failure) {
            print({"error", coded(QString::fromUtf8(uuid.toText()) + u' ' + failure.text)});
        });
        connect(&outbox, &Outbox::acknowledged, this, [](const Message &message) {
            print({"sent", message.uuid.toText(), message.conversation, QByteArray::number(message.seq)});
        });
        connect(&outbox, &Outbox::failed, this, [](const OutboxEntry &entry) {
            print({"unsendable", entry.uuid.toText()});
        });
        connect(&client.conversations(), &ConversationService::messagesStored, this,
                [this](const QByteArray &key, const MessageList &messages) { stored(key, messages); });
    }

private:
    static void printMessage(const char *what, const Message &message)
    {
        print({what, message.conversation, QByteArray::number(message.seq), message.uuid.toText(),
               coded(QString::fromUtf8(message.from)), QByteArray::number(message.timeMs),
               coded(message.text)});
    }

    void told(ConnectionState state)
    {
        print({"state", nameOf(state), QByteArray::number(m_client.connectionInfo().nextTryInMs)});
    }

    void stored(const QByteArray &key, const MessageList &messages)
    {
        for (const Message &message : messages) {
            if (message.saved)
                printMessage("stored", message);
        }
        if (m_reading && !messages.isEmpty())
            m_client.conversations().markRead(key, messages.last().seq);
    }

    void readInput()
    {
        char buffer[4096];
        const ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (count == 0)
            QCoreApplication::quit();
        if (count <= 0)
            return;
        m_received.append(buffer, count);
        for (qsizetype end; (end = m_received.indexOf('\n')) >= 0;) {
            const QByteArrayList words = m_received.first(end).split(' ');
            m_received.remove(0, end + 1);
            obey(words);
        }
    }

    void obey(QByteArrayList words)
    {
        const QByteArray command = words.takeFirst();
        words.resize(3);
        if (command == "signin" || command == "register") {
            const auto server = ServerAddress::parse(decoded(words[0]));
            if (!server)
                print({"error", coded(server.error().text)});
            else if (command == "signin")
                m_client.signIn(*server, decoded(words[1]), decoded(words[2]));
            else
                m_client.registerAccount(*server, decoded(words[1]), {}, decoded(words[2]));
        } else if (command == "say") {
            if (m_client.outbox().sendText(words[0], decoded(words[1])).isNull())
                print({"error", "not-a-text"});
        } else if (command == "draft") {
            m_client.conversations().setDraft(words[0], decoded(words[1]));
            // Written half a second after the last change. The store does one thing after the other, so what
            // is read later tells that it was written.
            QTimer::singleShot(700, this, [this, words] {
                m_client.conversations().load(words[0], {}, this, [words](const ConversationSlice &) {
                    print({"kept", words[0], words[1]});
                });
            });
        } else if (command == "reading") {
            m_reading = words[0] == "on";
        } else if (command == "dump") {
            for (const OutboxEntry &entry : m_client.outbox().entries(words[0]))
                print({"outbox", entry.uuid.toText(), entry.conversation, coded(entry.text)});
            dump(words[0], 0);
        } else if (command == "info") {
            const ConnectionInfo info = m_client.connectionInfo();
            print({"info", nameOf(info.state), QByteArray::number(info.forMs),
                   QByteArray::number(info.nextTryInMs), QByteArray::number(m_client.clock().wallMs())});
        } else if (command == "leave") {
            m_client.disconnectFromServer();
        } else if (command == "online") {
            m_client.reconnectNow();
        } else if (command == "quit") {
            QCoreApplication::quit();
        } else {
            print({"error", "unknown-command", coded(QString::fromUtf8(command))});
        }
    }

    void dump(const QByteArray &key, qint64 after)
    {
        const StoreQuery query{StoreQuery::Direction::After, after, 200};
        m_client.conversations().load(key, query, this, [this, key](const ConversationSlice &slice) {
            for (const Message &message : slice.messages)
                printMessage("row", message);
            if (slice.moreNewer && !slice.messages.isEmpty())
                dump(key, slice.messages.last().seq);
            else
                print({"dumped", key});
        });
    }

    Client &m_client;
    QSocketNotifier m_input;
    QByteArray m_received;
    bool m_reading = false;
};

int complain(const QString &text)
{
    std::fprintf(stderr, "miniqq-headless: %s\n", qPrintable(text));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"profile"_s, u"Folder of the profile."_s, u"folder"_s});
    Timing timing;
    const std::pair<QString, int *> times[] = {{u"ping-after"_s, &timing.pingAfter},
                                               {u"dead-after"_s, &timing.deadAfter},
                                               {u"ack-timeout"_s, &timing.ackTimeout},
                                               {u"reconnect-first"_s, &timing.reconnectFirst},
                                               {u"reconnect-most"_s, &timing.reconnectMost}};
    for (const auto &[name, value] : times)
        parser.addOption({name, u"As in Timing."_s, u"milliseconds"_s, QString::number(*value)});
    parser.process(application);
    for (const auto &[name, value] : times) {
        bool ok = false;
        *value = parser.value(name).toInt(&ok);
        if (!ok || *value <= 0)
            return complain(u"--%1 takes milliseconds."_s.arg(name));
    }
    if (!parser.isSet(u"profile"_s))
        return complain(u"--profile FOLDER is missing."_s);
    auto profile = Profile::open(parser.value(u"profile"_s));
    if (!profile)
        return complain(profile.error().text);

    const SystemClock clock;
    tap::NullSink sink;
    Client client(**profile, sink, clock, nullptr, timing);
    const Headless headless(client);
    if (!client.openLast())
        print({"fresh"});
    return QCoreApplication::exec();
}
