// SPDX-License-Identifier: MIT
// The part of CtlDesk that keeps people out.
#include "common/protocol/names.h"
#include "server/ctl/ctladdress.h"
#include "server/ctl/ctldesk.h"
#include "server/ctl/ctlwords.h"
#include "server/domain/domain.h"

namespace miniqq::server {

using protocol::ControlReply;

namespace {

struct Subject
{
    BanRecord::Kind kind = BanRecord::Kind::Account;
    QByteArray name;
};

Result<Subject> subjectOf(const protocol::ControlRequest &request)
{
    const QByteArray &who = request.arguments[0];
    if (request.flag) {
        const QByteArray address = addressOf(who);
        if (address.isEmpty())
            return Error{QStringLiteral("\"%1\" is no IP address; it must be written in full.")
                             .arg(QString::fromUtf8(who))};
        return Subject{BanRecord::Kind::Address, address};
    }
    const auto account = protocol::canonicalAccountName(who);
    if (!account)
        return Error{QStringLiteral("\"%1\" is no account name.").arg(QString::fromUtf8(who))};
    return Subject{BanRecord::Kind::Account, *account};
}

} // namespace

void CtlDesk::ban(const Request &request, const Answer &answer)
{
    const Result<Subject> subject = subjectOf(request);
    if (!subject) {
        answer({false, subject.error().text.toUtf8()});
        return;
    }
    const auto words = [json = request.json, name = subject->name](int count) -> ControlReply {
        return {true, json ? protocol::controlJson("ended", count)
                           : "Banned: " + name + "; " + countOf(count, "connection") + " ended."};
    };
    askLater(answer, [=, subject = *subject](Domain &domain, const ServerCore::Back &back) {
        domain.ban(subject.kind, subject.name, request.reason.value_or(QByteArray()),
                   answerWith(back, answer, words));
    });
}

void CtlDesk::unban(const Request &request, const Answer &answer)
{
    const Result<Subject> subject = subjectOf(request);
    if (!subject) {
        answer({false, subject.error().text.toUtf8()});
        return;
    }
    const auto words = [json = request.json, name = subject->name](int count) -> ControlReply {
        if (count == 0)
            return {false, name + " is not banned."};
        return {true, json ? protocol::controlJson("removed", count) : name + " is let in again."};
    };
    askLater(answer, [=, subject = *subject](Domain &domain, const ServerCore::Back &back) {
        domain.unban(subject.kind, subject.name, answerWith(back, answer, words));
    });
}

void CtlDesk::bans(const Request &request, const Answer &answer)
{
    ask(answer, [json = request.json](Domain &domain) -> ControlReply {
        std::vector<protocol::ControlBan> bans;
        for (const BanRecord &ban : domain.bans())
            bans.push_back({ban.kind == BanRecord::Kind::Address, ban.subject, ban.reason, ban.createdMs});
        return {true, json ? protocol::controlJson(bans) : wordsOf(bans)};
    });
}

} // namespace miniqq::server
