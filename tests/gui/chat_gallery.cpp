// SPDX-License-Identifier: MIT
// Renders a conversation beside the list of conversations: chat_gallery FILE.png [light|dark] [zh|en] [scene]
#include "fakemodels.h"

#include "app/ui/chat/chatpane.h"
#include "app/ui/chat/composer.h"
#include "app/ui/chat/conversationheader.h"
#include "app/ui/chat/emojipopup.h"
#include "app/ui/chat/emptychat.h"
#include "app/ui/chat/messageview.h"
#include "app/ui/chat/typingstrip.h"
#include "app/ui/conversations/conversationlistview.h"
#include "common/ui/banner.h"
#include "common/ui/button.h"
#include "common/ui/iconbutton.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cstdio>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::client::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = MessageState::Kind;

QDateTime at(int hour, int minute, int daysAgo = 0)
{
    return QDateTime(QDate::currentDate().addDays(-daysAgo), QTime(hour, minute));
}

FakeMessage other(const char *account, const QString &name, const QString &text, const QDateTime &time)
{
    FakeMessage message;
    message.from = account;
    message.name = name;
    message.text = text;
    message.timeMs = time.toMSecsSinceEpoch();
    return message;
}

FakeMessage own(const QString &text, const QDateTime &time, Kind state)
{
    FakeMessage message = other("alice", u"Alice"_s, text, time);
    message.own = true;
    message.state = state;
    return message;
}

std::vector<FakeMessage> directTalk()
{
    const QString ming = u"小明"_s;
    std::vector<FakeMessage> talk{
        other("ming", ming, u"早！今天的网络课你预习了吗？"_s, at(9, 41)),
        other("ming", ming, u"王老师说要讲“粘包”😅"_s, at(9, 41)),
        other("ming", ming, u"讲义在 https://lab.example/tcp/stream?page=3 ，记得先看"_s, at(9, 42)),
        own(u"第三个箭头没画完吧 🤔"_s, at(9, 43), Kind::Read),
        own(u"看了，TCP 没有包，只有字节流。所以 read() 一次读到多少个字节，和对方 write() 了几次没有关系，"
            u"要自己用长度前缀把消息切开。"_s,
            at(9, 43), Kind::Read),
        own(u"👍🎉"_s, at(9, 44), Kind::Delivered),
        other("ming", ming, u"server 那边你来开，I will run the client 👍"_s, at(9, 47)),
        other("ming", ming, u"<b>x</b><img src=https://evil.example/x.png>"_s, at(9, 47)),
        own(u"好"_s, at(9, 52), Kind::Sent),
        own(u"server 重启完叫我一声 🙏"_s, at(9, 53), Kind::Sending),
        own(u"这段太长了"_s, at(9, 53), Kind::Failed),
    };
    talk[6].startsUnread = true;
    return talk;
}

std::vector<FakeMessage> lobbyTalk()
{
    return {
        other("wang", u"王老师"_s,
              u"Good morning! Please sign in, then start recv(5) in the Lab. 同学们好 👋"_s, at(9, 58)),
        other("ming", u"小明"_s, u"done\nand the port?"_s, at(10, 2)),
        own(u"Nice 😄 but our program never sees the SYN, the kernel sends it"_s, at(10, 3), Kind::Sent),
        own(u"6477"_s, at(10, 3), Kind::Sent),
        other("bob", u"Bob"_s, u"Why do I get UnicodeDecodeError: 0xc2 in position 4?"_s, at(10, 5)),
        other("bob", u"Bob"_s, u"Half of 吗 is missing 🙃"_s, at(10, 5)),
        other("bob", u"Bob"_s, u"😭"_s, at(10, 5)),
        other("dana", u"דנה"_s, u"שלום לכולם, מה שלומכם היום? port 6477"_s, at(10, 6)),
        other(
            "zalgo", u"Z\u0334\u0335\u0336a\u0315\u031b\u0316lgo"_s,
            u"Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞ and \u202eesrever\u202c \x1b[31mred"_s,
            at(10, 7)),
    };
}

std::vector<FakeConversation> conversations(bool zh)
{
    const QString draft = zh ? u"草稿"_s : u"Draft"_s;
    return {
        {"d:alice:ming",
         u"小明"_s,
         "ming",
         {},
         u"I will run the client 👍"_s,
         at(9, 47),
         0,
         1,
         -1,
         false,
         true},
        {"lobby",
         zh ? u"大厅"_s : u"Lobby"_s,
         {},
         u"Bob"_s,
         u"谁能连上 192.168.1.20? The port is 6477 again"_s,
         at(9, 40),
         3},
        {"d:alice:wang", u"王老师"_s, "wang", {}, u"好的，端口还是 6477"_s, at(9, 31), 0, 1, int(Kind::Read)},
        {"d:alice:bob", u"Bob"_s, "bob", draft, u"你那边 ping 得通吗"_s, at(18, 2, 1), 0, 1, -1, true},
        {"d:alice:carol", u"Carol"_s, "carol", {}, u"handshake-notes.pdf"_s, at(12, 0, 4), 0, 0, -1},
        {"d:alice:lilei", u"李雷"_s, "lilei", {}, u"今天轮到我们啦"_s, at(12, 0, 6), 120, 2, -1},
        {"d:alice:dana",
         u"A person whose name is really far too long"_s,
         "dana",
         {},
         u"ok"_s,
         at(12, 0, 40),
         1,
         0,
         -1},
    };
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QFont font(u"Noto Sans"_s);
    font.setFamilies({u"Noto Sans"_s, u"Noto Sans CJK SC"_s});
    font.setPixelSize(13);
    QApplication::setFont(font);
    ui::ThemeManager themes(app);
    themes.setAnimated(false);
    ui::LanguageManager languages(app);
    const QStringList words = app.arguments();
    const bool zh = words.contains(u"zh"_s);
    languages.setLanguage(zh ? ui::LanguageManager::Language::Chinese
                             : ui::LanguageManager::Language::English);
    themes.setMode(words.contains(u"dark"_s) ? ui::ThemeManager::Mode::Dark : ui::ThemeManager::Mode::Light);
    themes.setTextScale(words.contains(u"big"_s) ? 1.5 : 1.0);
    const bool lobby = words.contains(u"lobby"_s);

    FakeConversationModel list(conversations(zh));
    FakeMessageModel messages;
    messages.append(lobby ? lobbyTalk() : directTalk());

    QWidget page;
    auto *row = new QHBoxLayout(&page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    auto *left = new ConversationListView;
    left->setFixedWidth(280);
    left->setModel(&list);
    left->setOpenConversation(lobby ? QByteArray("lobby") : QByteArray("d:alice:ming"));
    row->addWidget(left);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    auto *banner = new ui::Banner;
    column->addWidget(banner);
    auto *pane = new ChatPane;
    pane->view().setModel(&messages);
    if (lobby)
        pane->setContact({{}, zh ? u"大厅"_s : u"Lobby"_s, ui::AvatarKind::Lobby, ui::PresenceDot::None},
                         zh ? u"24 人，19 人在线"_s : u"24 people, 19 online"_s, false);
    else
        pane->setContact({u"ming"_s, u"小明"_s, ui::AvatarKind::Person, ui::PresenceDot::None},
                         zh ? u"在线"_s : u"online"_s, true);
    pane->typing().setTypists({lobby ? Typist{u"bob"_s, u"Bob"_s} : Typist{u"ming"_s, u"小明"_s}});
    if (!lobby)
        pane->composer().setDraft(u"好，我开 6477"_s);
    if (words.contains(u"banner"_s)) {
        banner->open(ui::Tone::Warn, zh ? u"连接断了，3 秒后重连"_s : u"Connection lost, next try in 3 s"_s,
                     u"ETIMEDOUT"_s, true);
        banner->addAction(zh ? u"立即重试"_s : u"Try now"_s);
    }
    pane->header().setNetworkViewShown(true);
    EmptyChat empty;
    empty.setOnlineCount(19);
    const bool showEmpty = words.contains(u"empty"_s);
    column->addWidget(showEmpty ? static_cast<QWidget *>(&empty) : pane, 1);
    row->addLayout(column, 1);
    if (showEmpty)
        pane->setParent(&page);
    pane->setVisible(!showEmpty);
    page.resize(words.contains(u"wide"_s) ? 1216 : 856, 800);
    page.show();
    if (!showEmpty) {
        page.activateWindow();
        pane->composer().edit().setFocus();
    }
    QCoreApplication::sendPostedEvents();
    if (words.contains(u"up"_s)) {
        pane->view().showRow(0);
        pane->view().noteNewMessage(false);
        pane->view().noteNewMessage(false);
    }
    if (words.contains(u"toolong"_s))
        pane->composer().setDraft(u"too long "_s.repeated(480));
    QCoreApplication::processEvents();
    QImage picture = page.grab().toImage();
    if (words.contains(u"emoji"_s)) {
        pane->composer().findChild<ui::IconButton *>()->click();
        picture = pane->composer().findChild<EmojiPopup *>()->grab().toImage();
    }
    const QString file = words.value(1);
    if (!file.isEmpty() && !picture.save(file)) {
        std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
        return 1;
    }
    if (showEmpty || words.contains(u"emoji"_s)) {
        empty.setParent(nullptr);
        return 0;
    }
    // What was asked for is in the picture: the newest message, on the ground of the theme.
    const int last = pane->view().lastVisibleRow();
    const bool complete = last + 1 == messages.rowCount() || words.contains(u"up"_s);
    if (!complete || picture.pixelColor(290, 300) != themes.theme().canvas) {
        std::fprintf(stderr, "the conversation is not in the picture\n");
        return 1;
    }
    return 0;
}
