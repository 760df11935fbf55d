// SPDX-License-Identifier: MIT
#include "gallerypage.h"

#include "common/ui/avatar.h"
#include "common/ui/banner.h"
#include "common/ui/button.h"
#include "common/ui/card.h"
#include "common/ui/emptystate.h"
#include "common/ui/iconbutton.h"
#include "common/ui/icons.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"
#include "common/ui/switch.h"

#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QTabBar>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace miniqq::ui {

namespace {

template<class... W>
QHBoxLayout *row(W *...widgets)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(metric::grid);
    (layout->addWidget(widgets, 0, Qt::AlignVCenter), ...);
    layout->addStretch(1);
    return layout;
}

class IconSheet : public QWidget
{
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {360, 120}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        int i = 0;
        const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        for (const QString &name : names) {
            const QColor colour = name.startsWith(u"app") ? QColor() : theme.text2;
            paintIcon(painter, QRectF(i % 15 * 24, i / 15 * 28, 20, 20), name.chopped(4), colour);
            ++i;
        }
    }
};

class Ticks : public QWidget
{
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {120, 20}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        int x = 0;
        for (const TickState state : {TickState::Sending, TickState::Sent, TickState::Delivered,
                                      TickState::Read, TickState::Failed}) {
            paintTick(painter, QRectF(x, 0, 20, 20), state, theme.text3, theme);
            x += 24;
        }
    }
};

AvatarSpec person(const QString &account, const QString &name, PresenceDot presence)
{
    return {account, name, AvatarKind::Person, presence};
}

} // namespace

GalleryPage::GalleryPage(QWidget *parent)
    : Pane(&Theme::canvas, {}, parent)
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(16, 16, 16, 16);
    columns->setSpacing(16);
    columns->addWidget(controls(), 1);
    columns->addWidget(marks(), 1);
    columns->addWidget(cards(), 1);
}

QWidget *GalleryPage::controls()
{
    auto *pane = new Pane(&Theme::panel, {}, this);
    auto *box = new QVBoxLayout(pane);
    box->setContentsMargins(16, 16, 16, 16);
    box->setSpacing(10);

    auto *busy = new Button(u"Signing in"_s, ButtonKind::Primary);
    busy->setBusy(true);
    auto *off = new Button(u"send"_s, u"Send"_s, ButtonKind::Primary);
    off->setIconAfterText(true);
    off->setEnabled(false);
    box->addLayout(row(new Button(u"Sign in"_s, ButtonKind::Primary),
                       new Button(u"stop"_s, u"Stop listening"_s, ButtonKind::Secondary),
                       new Button(u"Retry"_s, ButtonKind::Quiet)));
    box->addLayout(row(new Button(u"Shut down"_s, ButtonKind::Destructive),
                       new Button(u"Delete"_s, ButtonKind::DestructiveSolid), busy, off));
    auto *large = new Button(u"登录"_s, ButtonKind::Primary);
    large->setButtonSize(ButtonSize::Large);
    auto *small = new Button(u"立即重试"_s);
    small->setButtonSize(ButtonSize::Small);
    auto *greyed = new Button(u"Restore defaults"_s);
    greyed->setEnabled(false);
    box->addLayout(row(large, small, greyed));

    auto *active = new IconButton(u"exchange"_s, u"Network view"_s);
    active->setCheckable(true);
    active->setChecked(true);
    auto *count = new IconButton(u"chat"_s, u"Chats"_s);
    count->setExtent(44, 22);
    count->setCount(3);
    auto *disabled = new IconButton(u"image"_s, u"Picture"_s);
    disabled->setEnabled(false);
    box->addLayout(row(new IconButton(u"search"_s, u"Search"_s), new IconButton(u"more"_s, u"More"_s), active,
                       disabled, count));

    auto *search = new SearchField(u"搜索"_s);
    search->setShortcutHint(u"Ctrl K"_s);
    box->addWidget(search);
    auto *filter = new SearchField(u"type:chat from:bob"_s);
    filter->setIconName(u"filter"_s);
    filter->setOutlined(true);
    box->addWidget(filter);
    auto *address = new InputField(u"plug"_s, u"Address"_s);
    address->setMono(true);
    address->setText(u"192.168.1.20:6477"_s);
    box->addWidget(address);
    auto *password = new InputField(u"lock"_s, u"密码"_s);
    password->setPassword(true);
    box->addWidget(password);
    auto *wrong = new InputField(u"plug"_s, u"Address"_s);
    wrong->setMono(true);
    wrong->setText(u"192.168.1.20:99999"_s);
    wrong->setError(u"A port is a number from 1 to 65535."_s);
    box->addWidget(wrong);

    auto *combo = new QComboBox;
    combo->addItems({u"Follow system (English)"_s, u"简体中文"_s});
    auto *spin = new QSpinBox;
    spin->setRange(1, 65535);
    spin->setValue(6477);
    auto *plain = new QLineEdit(u"0.0.0.0"_s);
    box->addLayout(row(combo, spin));
    box->addWidget(plain);
    auto *composer = new QPlainTextEdit(u"好，我开 6477"_s);
    composer->setFixedHeight(40);
    box->addWidget(composer);

    auto *on = new Switch(u"Animations"_s);
    on->setChecked(true);
    box->addLayout(row(on, new Switch(u"Compact"_s), new QRadioButton(u"Dark"_s)));
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setValue(40);
    box->addWidget(slider);
    auto *progress = new QProgressBar;
    progress->setTextVisible(false);
    progress->setValue(62);
    progress->setFixedHeight(12);
    box->addWidget(progress);

    auto *tabs = new QTabBar;
    for (const auto *name : {"Connections", "Exchange", "Accounts", "Log"})
        tabs->addTab(QString::fromLatin1(name));
    tabs->setCurrentIndex(1);
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    box->addWidget(tabs);
    auto *table = new QTableWidget(3, 3);
    table->setHorizontalHeaderLabels({u"账号"_s, u"对端"_s, u"RTT ms"_s});
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(metric::tableRowHeight);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    const QStringList names{u"王老师"_s, u"Alice"_s, u"Bob"_s};
    for (int i = 0; i < 3; ++i) {
        table->setItem(i, 0, new QTableWidgetItem(names[i]));
        table->setItem(i, 1, new QTableWidgetItem(u"192.168.1.%1:5103%1"_s.arg(i + 5)));
        table->setItem(i, 2, new QTableWidgetItem(QString::number(1.8 + i)));
    }
    table->selectRow(1);
    table->setFixedHeight(170);
    box->addWidget(table);
    box->addStretch(1);
    return pane;
}

QWidget *GalleryPage::marks()
{
    auto *pane = new Pane(&Theme::panel, {}, this);
    auto *box = new QVBoxLayout(pane);
    box->setContentsMargins(16, 16, 16, 16);
    box->setSpacing(10);
    box->addWidget(new Label(u"192.168.1.20"_s, FontRole::Display, Strength::Strong));
    box->addWidget(new Label(u"MiniQQ 聊天 Title"_s, FontRole::Title, Strength::Strong));
    box->addWidget(new Label(u"小明 Heading"_s, FontRole::Heading, Strength::Strong));
    box->addWidget(new Label(u"Message: 第三个箭头没画完吧 🤔"_s, FontRole::Message));
    box->addWidget(new Label(u"Body text in the colour of secondary text"_s, FontRole::Body,
                             Strength::Regular, &Theme::text2));
    box->addWidget(
        new Label(u"Caption <b>is literal</b>"_s, FontRole::Caption, Strength::Regular, &Theme::text3));
    box->addWidget(new Label(u"micro 09:41"_s, FontRole::Micro, Strength::Regular, &Theme::text3));
    box->addWidget(new Label(u"connect() → ECONNREFUSED"_s, FontRole::Code, Strength::Regular, &Theme::err));
    auto *elided =
        new ElidedLabel(u"王老师：10:00 开始，先开一个很长很长的会议然后继续说下去直到放不下为止"_s,
                        FontRole::Caption, Strength::Regular, &Theme::text2);
    box->addWidget(elided);

    auto *people = new QHBoxLayout;
    const QList<AvatarSpec> specs{person(u"xiaoming"_s, u"小明"_s, PresenceDot::Online),
                                  person(u"alice"_s, u"Alice"_s, PresenceDot::Away),
                                  person(u"carol"_s, u"👩‍🏫 Carol"_s, PresenceDot::Offline),
                                  {u"g"_s, u"Class 3"_s, AvatarKind::Group, PresenceDot::None},
                                  {u"lobby"_s, u"Lobby"_s, AvatarKind::Lobby, PresenceDot::None},
                                  {{}, {}, AvatarKind::Unknown, PresenceDot::None}};
    for (const AvatarSpec &spec : specs) {
        auto *avatar = new Avatar(40);
        avatar->setSpec(spec);
        people->addWidget(avatar);
    }
    for (const int size : {32, 24, 20}) {
        auto *avatar = new Avatar(size);
        avatar->setSpec(specs.first());
        people->addWidget(avatar);
    }
    people->addStretch(1);
    box->addLayout(people);

    auto *bare = new Badge(Provenance::Derived, u"the addresses share a /24"_s);
    bare->setBare(true);
    auto *bareSim = new Badge(Provenance::Simulated);
    bareSim->setBare(true);
    box->addLayout(row(new Badge(Provenance::Observed, u"getsockopt(TCP_INFO)"_s),
                       new Badge(Provenance::Derived), new Badge(Provenance::Simulated), bare, bareSim));
    auto *count = new CountPill;
    count->setCount(7);
    auto *muted = new CountPill;
    muted->setCount(120);
    muted->setMuted(true);
    box->addLayout(row(count, muted, new Tag(u"私有"_s), new Tag(u"ephemeral port"_s),
                       new Tag(u"teacher"_s, Tone::Warn), new Tag(u"LISTEN"_s, Tone::Accent),
                       new Tag(u"error"_s, Tone::Err)));
    box->addLayout(row(new Ticks, new BusyRing));
    auto *spark = new Sparkline;
    std::vector<double> samples;
    for (int i = 0; i < 60; ++i)
        samples.push_back(1.5 + (i % 23 == 0 ? 2.0 : 0.0) + 0.2 * (i % 3));
    spark->setSamples(samples);
    box->addWidget(spark);
    box->addWidget(new IconSheet);

    auto *warn = new Banner;
    box->addWidget(warn);
    warn->open(Tone::Warn, u"连接断了，3 秒后重连"_s, u"第 2 次 · ETIMEDOUT"_s, true);
    warn->addAction(u"立即重试"_s);
    auto *err = new Banner;
    box->addWidget(err);
    err->open(Tone::Err, u"The server's key has changed"_s, u"compare the fingerprints"_s);
    auto *ok = new Banner;
    box->addWidget(ok);
    ok->open(Tone::Ok, u"Back again"_s);

    auto *menu = new QMenu(this);
    menu->setWindowFlags(Qt::Widget);
    menu->addAction(icon(u"reply"_s), u"Reply\tR"_s);
    menu->addAction(icon(u"copy"_s), u"Copy\tCtrl+C"_s);
    menu->addSeparator();
    QAction *checked = menu->addAction(u"Muted"_s);
    checked->setCheckable(true);
    checked->setChecked(true);
    menu->addAction(icon(u"recall"_s), u"Recall"_s)->setEnabled(false);
    menu->addMenu(u"Forward"_s);
    box->addWidget(menu, 0, Qt::AlignLeft);
    box->addStretch(1);
    return pane;
}

QWidget *GalleryPage::cards()
{
    auto *pane = new Pane(&Theme::canvas, {}, this);
    auto *box = new QVBoxLayout(pane);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(metric::cardGap);
    auto *card = new Card(u"我的连接 · TCP 五元组"_s);
    card->setBadge(Provenance::Observed, u"getsockname(), getpeername()"_s);
    auto *rows = new KeyValueRows;
    rows->setRow(u"state"_s, u"状态"_s,
                 {u"ESTABLISHED · 00:16:03"_s, Provenance::Observed, {}, {}, &Theme::text2, true});
    rows->setRow(u"path"_s, u"路径"_s, {u"同一子网，不经过网关"_s, Provenance::Derived, u"same /24"_s});
    rows->setRow(u"tls"_s, u"TLS"_s,
                 {u"1.3 · AES-256-GCM · 证书已固定"_s, Provenance::Observed, {}, u"lock"_s, &Theme::ok});
    card->bodyLayout()->addWidget(rows);
    box->addWidget(card);

    auto *bubbles = new EmptyState;
    bubbles->setDrawing(EmptyState::Drawing::Bubbles);
    bubbles->setText(u"打个招呼吧"_s, u"19 个人在线。选一个人，或者去大厅看看。"_s);
    bubbles->addAction(u"people"_s, u"联系人"_s, ButtonKind::Primary);
    bubbles->addAction(u"lobby"_s, u"去大厅"_s, ButtonKind::Secondary);
    box->addWidget(bubbles, 1);
    auto *plug = new EmptyState;
    plug->setDrawing(EmptyState::Drawing::Icon, u"plug"_s);
    plug->setText(u"新的人现在连不上"_s, u"监听套接字已关闭。10 个已有的连接不受影响。"_s);
    plug->addAction(u"play"_s, u"开始监听"_s, ButtonKind::Primary);
    box->addWidget(plug, 1);
    auto *lanes = new EmptyState;
    lanes->setDrawing(EmptyState::Drawing::Lanes);
    lanes->setText(u"No frames yet"_s, {});
    box->addWidget(lanes, 1);
    auto *strip = new StatusStrip;
    strip->addWidget(new Label(u"10 connections"_s, FontRole::Caption));
    strip->addStretch();
    strip->addWidget(new Badge(Provenance::Observed));
    box->addWidget(strip);
    return pane;
}

} // namespace miniqq::ui
