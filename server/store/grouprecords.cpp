// SPDX-License-Identifier: MIT
#include "server/store/grouprecords.h"

namespace miniqq::server {

void GroupRecord::apply(const GroupEdit &edit, qint64 seq)
{
    title = edit.title.value_or(title);
    notice = edit.notice.value_or(notice);
    code = edit.code.value_or(code);
    mutedUntilMs = edit.mutedUntilMs.value_or(mutedUntilMs);
    for (const GroupEdit::Member &member : edit.members) {
        GroupMemberRecord &record = members[member.account];
        switch (member.what) {
        case GroupEdit::Member::Join:
            record = {member.role, seq, 0, false, member.mutedUntilMs, member.broughtBy, {}};
            break;
        case GroupEdit::Member::Set:
            record.role = member.role;
            record.mutedUntilMs = member.mutedUntilMs;
            break;
        case GroupEdit::Member::Leave:
        case GroupEdit::Member::Remove:
            record.leftSeq = seq;
            record.leftTitle = title;
            record.removed = member.what == GroupEdit::Member::Remove;
            break;
        }
    }
    if (!edit.dissolve)
        return;
    dissolved = true;
    code.clear();
    for (auto &[account, record] : members) {
        if (!record.isIn())
            continue;
        record.leftSeq = seq;
        record.leftTitle = title;
    }
}

const GroupMemberRecord *GroupRecord::find(AccountId account) const
{
    const auto found = members.find(account);
    return found == members.end() ? nullptr : &found->second;
}

} // namespace miniqq::server
