// SPDX-License-Identifier: MIT
#include "server/ctl/ctldesk.h"

#include "common/protocol/names.h"
#include "common/protocol/textrules.h"
#include "server/core/maintenance.h"
#include "server/ctl/ctlcommands.h"
#include "server/ctl/ctlwords.h"
#include "server/domain/domain.h"

#include <QDir>

namespace miniqq::server {

using protocol::ControlReply;

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr char notRunning[] = "The server is starting or stopping; try again in a moment.";

ControlReply refusal(const QByteArray &text)
{
    return {false, text};
}

/// What commands answer that only count.
ControlReply counted(const protocol::ControlRequest &request, QByteArrayView key, qint64 count,
                     const QByteArray &words)
{
    return {true, request.json ? protocol::controlJson(key, count) : words};
}

ControlReply heldBy(const protocol::ControlRequest &request, const StoreReport &report, const QString &file,
                    const QString &words)
{
    if (!request.json)
        return {true, QString(words + wordsOf(report) + u'.' + notesOf(report)).toUtf8()};
    return {true, protocol::controlJson(protocol::ControlHoldings{
                      file.toUtf8(), report.accounts, report.conversations, report.messages, report.files,
                      report.notes.join(u' ').toUtf8()})};
}

std::optional<ConnectionId> connectionOf(const QByteArray &number)
{
    bool ok = false;
    const qlonglong value = number.toLongLong(&ok);
    return ok && value > 0 ? std::optional(ConnectionId(value)) : std::nullopt;
}

QString reasonOf(const protocol::ControlRequest &request, const char *otherwise)
{
    return request.reason ? QString::fromUtf8(*request.reason) : QString::fromLatin1(otherwise);
}

} // namespace

void CtlDesk::execute(const Request &request, const Answer &answer)
{
    struct Entry
    {
        const char *name;
        void (CtlDesk::*run)(const Request &, const Answer &);
    };
    static constexpr Entry entries[] = {
        {"status", &CtlDesk::status},     {"sessions", &CtlDesk::sessions}, {"kick", &CtlDesk::kick},
        {"ban", &CtlDesk::ban},           {"unban", &CtlDesk::unban},       {"bans", &CtlDesk::bans},
        {"backup", &CtlDesk::backup},     {"check", &CtlDesk::check},       {"reload", &CtlDesk::reload},
        {"announce", &CtlDesk::announce},
    };
    const Result<Done> checked = checkCtlRequest(request);
    if (!checked) {
        answer(refusal(checked.error().text.toUtf8()));
        return;
    }
    for (const Entry &entry : entries) {
        if (request.command == entry.name) {
            (this->*entry.run)(request, answer);
            return;
        }
    }
}

void CtlDesk::ask(const Answer &answer, std::function<ControlReply(Domain &)> work)
{
    const bool asked =
        m_core.withDomain([answer, work = std::move(work)](Domain &domain, const ServerCore::Back &back) {
            back([answer, reply = work(domain)] { answer(reply); });
        });
    if (!asked)
        answer(refusal(notRunning));
}

void CtlDesk::askLater(const Answer &answer, std::function<void(Domain &, const ServerCore::Back &)> work)
{
    if (!m_core.withDomain(std::move(work)))
        answer(refusal(notRunning));
}

std::function<void(const Result<int, StoreError> &)>
CtlDesk::answerWith(const ServerCore::Back &back, const Answer &answer,
                    std::function<ControlReply(int)> words)
{
    return [back, answer, words = std::move(words)](const Result<int, StoreError> &result) {
        const ControlReply reply =
            result ? words(*result)
                   : refusal("It could not be written to disk: " + result.error().text.toUtf8());
        back([answer, reply] { answer(reply); });
    };
}

void CtlDesk::askStatus(const Answer &answer, std::function<QByteArray(const ServerStatus &)> words)
{
    const bool asked = m_core.askStatus([answer, words = std::move(words)](const ServerStatus &status) {
        answer({true, words(status)});
    });
    if (!asked)
        answer(refusal(notRunning));
}

void CtlDesk::status(const Request &request, const Answer &answer)
{
    askStatus(answer, [json = request.json](const ServerStatus &status) {
        const protocol::ControlStatus report = controlStatusOf(status);
        return json ? protocol::controlJson(report) : wordsOf(report);
    });
}

void CtlDesk::sessions(const Request &request, const Answer &answer)
{
    if (!request.arguments.empty()) {
        endSession(request, answer);
        return;
    }
    askStatus(answer, [json = request.json](const ServerStatus &status) {
        const auto sessions = controlSessionsOf(status);
        return json ? protocol::controlJson(sessions) : wordsOf(sessions);
    });
}

void CtlDesk::endSession(const Request &request, const Answer &answer)
{
    const auto connection =
        request.arguments.size() == 2 ? connectionOf(request.arguments[1]) : std::optional<ConnectionId>();
    if (request.arguments[0] != "end" || !connection) {
        answer(refusal("\"sessions end NUMBER\" is expected; sessions lists the numbers."));
        return;
    }
    const QString reason = reasonOf(request, "The server's operator ended this session. Sign in again.");
    const auto words = [request](int count) {
        return count == 0 ? refusal("There is no connection " + request.arguments[1] + '.')
                          : counted(request, "ended", count, "Ended.");
    };
    askLater(answer, [=, connection = *connection](Domain &domain, const ServerCore::Back &back) {
        domain.endSession(connection, reason, answerWith(back, answer, words));
    });
}

void CtlDesk::kick(const Request &request, const Answer &answer)
{
    const QByteArray &who = request.arguments[0];
    const QString reason = reasonOf(request, "The server's operator ended this session.");
    if (request.flag) {
        ask(answer, [request, who, reason](Domain &domain) {
            const auto connection = connectionOf(who);
            if (!connection || !domain.kick(*connection, reason))
                return refusal("There is no connection " + who + '.');
            return counted(request, "kicked", 1, "Kicked.");
        });
        return;
    }
    const auto account = protocol::canonicalAccountName(who);
    if (!account) {
        answer(refusal('"' + who + "\" is no account name."));
        return;
    }
    ask(answer, [request, account = *account, reason](Domain &domain) {
        const int count = domain.kick(account, reason);
        if (count == 0)
            return refusal("Nobody is signed in as " + account + '.');
        return counted(request, "kicked", count, "Kicked: " + countOf(count, "session") + '.');
    });
}

void CtlDesk::backup(const Request &request, const Answer &answer)
{
    const QString file = QString::fromUtf8(request.arguments[0]);
    if (!QDir::isAbsolutePath(file)) {
        answer(refusal("backup needs the whole path of a file."));
        return;
    }
    const bool asked = m_core.backUp(file, [=](const Result<StoreReport> &report) {
        answer(report ? heldBy(request, *report, file, u"Saved and looked through: "_s + file + u", ")
                      : refusal(report.error().text.toUtf8()));
    });
    if (!asked)
        answer(refusal(notRunning));
}

void CtlDesk::check(const Request &request, const Answer &answer)
{
    const bool asked = m_core.check([=](const Result<StoreReport> &report) {
        if (!report)
            answer(refusal(report.error().text.toUtf8()));
        else if (!report->isSound())
            answer(refusal("damaged: " + report->findings.join(u"; "_s).toUtf8()));
        else
            answer(heldBy(request, *report, {}, u"Sound: "_s));
    });
    if (!asked)
        answer(refusal(notRunning));
}

void CtlDesk::reload(const Request &request, const Answer &answer)
{
    const bool asked = m_core.reloadCertificate([=](const Result<QString> &fingerprint) {
        if (!fingerprint)
            answer(refusal(fingerprint.error().text.toUtf8()));
        else if (request.json)
            answer({true, protocol::controlJson("fingerprint", fingerprint->toUtf8())});
        else
            answer({true, "Read anew; public key SHA-256 " + fingerprint->toUtf8()});
    });
    if (!asked)
        answer(refusal(notRunning));
}

void CtlDesk::announce(const Request &request, const Answer &answer)
{
    const QByteArray &text = request.arguments[0];
    const QByteArray wrong = protocol::violation(text, protocol::noticeText);
    if (!wrong.isEmpty()) {
        answer(refusal("The text " + wrong + '.'));
        return;
    }
    ask(answer, [request, text](Domain &domain) {
        const int count = domain.announce(text);
        return counted(request, "told", count, "Told " + countOf(count, "session") + '.');
    });
}

} // namespace miniqq::server
