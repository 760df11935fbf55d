// SPDX-License-Identifier: MIT
#include "app/ui/chat/composer.h"

#include "app/ui/chat/emojipopup.h"
#include "app/ui/chat/messagetext.h"
#include "common/protocol/textrules.h"
#include "common/ui/button.h"
#include "common/ui/format.h"
#include "common/ui/iconbutton.h"
#include "common/ui/label.h"
#include "common/ui/painters.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace miniqq::client {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int fieldHeight = ui::metric::inputLarge;
constexpr int limit = protocol::maxMessageCodePoints;
constexpr int counterFrom = limit - limit / 10;
// A code point has at most four bytes: the limit in bytes can never be the first to be met.
static_assert(limit * 4 <= protocol::maxMessageBytes);

} // namespace

/// The frame around the text box.
class Composer::Field : public QWidget
{
public:
    using QWidget::QWidget;

    bool focused = false;
    bool error = false;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ui::Theme &theme = ui::themeOf(this);
        QPainter painter(this);
        const QColor border = error ? theme.err : focused ? theme.focus : theme.control;
        ui::paintPanel(painter, rect(), ui::metric::radiusControl, theme.inputFill(), border,
                       focused ? 2
                       : error ? 1.5
                               : 1);
    }
};

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_field(new Field(this))
    , m_edit(new MessageEdit(m_field))
    , m_emoji(new ui::IconButton(u"emoji"_s, {}, this))
    , m_send(new ui::Button(u"send"_s, {}, ui::ButtonKind::Primary, this))
    , m_hint(new ui::Label({}, ui::FontRole::Micro, ui::Strength::Regular, &ui::Theme::text3, this))
    , m_counter(new ui::Label({}, ui::FontRole::Micro, ui::Strength::Regular, &ui::Theme::text3, this))
{
    auto *tools = new QHBoxLayout;
    tools->setSpacing(2);
    tools->addWidget(m_emoji);
    tools->addStretch(1);

    auto *inField = new QHBoxLayout(m_field);
    inField->setContentsMargins(12, 0, 4, 0);
    inField->addWidget(m_edit);
    auto *entry = new QHBoxLayout;
    entry->setSpacing(ui::metric::grid);
    entry->addWidget(m_field, 1);
    entry->addWidget(m_send, 0, Qt::AlignBottom);
    m_send->setButtonSize(ui::ButtonSize::Large);
    m_send->setIconAfterText(true);
    m_send->setMinimumWidth(88);

    auto *foot = new QHBoxLayout;
    foot->setSpacing(ui::metric::grid);
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_counter);

    auto *column = new QVBoxLayout(this);
    // The icon, not its button, stands in line with the box: that row begins 6 px further left.
    column->setContentsMargins(10, 9, 16, 7);
    column->setSpacing(2);
    column->addLayout(tools);
    entry->setContentsMargins(6, 0, 0, 0);
    foot->setContentsMargins(6, 0, 0, 0);
    column->addLayout(entry);
    column->addSpacing(4);
    column->addLayout(foot);
    setFocusProxy(m_edit);
    setTabOrder(m_edit, m_send);
    setTabOrder(m_send, m_emoji);

    connect(m_edit, &MessageEdit::sendPressed, this, &Composer::send);
    connect(m_edit, &MessageEdit::textHeightChanged, this, &Composer::layOutField);
    connect(m_edit, &MessageEdit::focusChanged, this, [this](bool focused) {
        m_field->focused = focused;
        m_field->update();
    });
    connect(m_edit, &QTextEdit::textChanged, this, &Composer::textChanged);
    connect(m_edit, &MessageEdit::pasteRefused, this, [this](qsizetype length) {
        complain(tr("Nothing was pasted: that text has %1 characters, and a message holds %2.")
                     .arg(QLocale().toString(length), QLocale().toString(limit)));
    });
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_emoji, &QAbstractButton::clicked, this, &Composer::openEmoji);
    retranslate();
    layOutField();
    check();
}

Composer::~Composer()
{
    m_edit->disconnect(
        this); // its last words, that the focus is gone, come when this is no Composer any more
}

void Composer::retranslate()
{
    m_emoji->setLabel(tr("Insert an emoji"));
    m_send->setText(tr("Send"));
    m_edit->setAccessibleName(tr("Message"));
    check();
}

void Composer::setPrompt(const QString &prompt)
{
    m_edit->setPlaceholderText(prompt);
}

void Composer::setSendKey(SendKey key)
{
    m_edit->setSendKey(key);
    check();
}

void Composer::setDraft(const QString &text)
{
    const QScopedValueRollback guard(m_settingText, true);
    m_pending.reset();
    m_error.clear();
    m_edit->setText(text);
    check();
}

void Composer::insertText(const QString &text)
{
    m_edit->textCursor().insertText(text);
    m_edit->setFocus();
}

void Composer::textChanged()
{
    m_error.clear();
    check();
    if (!m_settingText)
        Q_EMIT textEdited(text());
}

bool Composer::isSendable() const
{
    return !m_blank && m_length <= limit;
}

// Button, hint and counter follow the text.
void Composer::check()
{
    const QString now = text();
    m_blank = now.trimmed().isEmpty();
    m_length = codePoints(now);
    const bool tooLong = m_length > limit;
    m_send->setEnabled(isSendable());
    const QLocale locale;
    m_counter->setVisible(m_length > counterFrom);
    m_counter->setText(tr("%1 / %2").arg(locale.toString(m_length), locale.toString(limit)));
    m_counter->setColour(tooLong ? &ui::Theme::err : &ui::Theme::text3);
    QString hint = m_edit->sendKey() == SendKey::Enter ? tr("Enter sends · Shift+Enter starts a new line")
                                                       : tr("Ctrl+Enter sends · Enter starts a new line");
    if (tooLong)
        hint = tr("Too long by %n character(s). Nothing is cut off: shorten it or send it in parts.", nullptr,
                  int(m_length - limit));
    else if (!m_error.isEmpty())
        hint = m_error;
    const bool wrong = tooLong || !m_error.isEmpty();
    m_hint->setText(hint);
    m_hint->setToolTip(wrong ? ui::toolTipText(hint) : QString());
    m_hint->setColour(wrong ? &ui::Theme::err : &ui::Theme::text3);
    if (std::exchange(m_field->error, wrong) != wrong)
        m_field->update();
}

void Composer::send()
{
    if (m_pending || m_edit->isComposing())
        return;
    check();
    if (!isSendable())
        return;
    m_pending = text();
    m_error.clear();
    Q_EMIT sendRequested(*m_pending);
}

void Composer::accepted()
{
    if (!m_pending)
        return;
    const QString now = text();
    // What was typed while the disk was writing belongs to the next message.
    const bool begins = now.startsWith(*m_pending);
    const QString rest = begins ? now.sliced(m_pending->size()) : now;
    m_pending.reset();
    if (begins)
        m_edit->setText(rest);
}

void Composer::refused(const QString &why)
{
    m_pending.reset();
    complain(why);
}

void Composer::complain(const QString &what)
{
    m_error = what;
    check();
    QAccessibleEvent alert(m_hint, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Composer::setPaneHeight(int height)
{
    if (std::exchange(m_paneHeight, height) != height)
        layOutField();
}

void Composer::layOutField()
{
    // One line stands in the middle of the box; more lines keep that distance to its edges.
    const int padding = std::max(6, (fieldHeight - m_edit->lineHeight()) / 2);
    const int most = std::max(fieldHeight, m_paneHeight / 3);
    const int height = std::clamp(m_edit->textHeight(most) + 2 * padding, fieldHeight, most);
    m_field->layout()->setContentsMargins(12, padding, 4, std::max(0, padding - 1));
    m_field->setFixedHeight(std::max(height, m_edit->lineHeight() + 2 * padding));
    m_edit->setVerticalScrollBarPolicy(height < most ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

void Composer::openEmoji()
{
    if (!m_popup) {
        m_popup = new EmojiPopup(this);
        connect(m_popup, &EmojiPopup::picked, this, &Composer::insertText);
    }
    m_popup->openAbove(*m_emoji);
}

void Composer::paintEvent(QPaintEvent *)
{
    const ui::Theme &theme = ui::themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(0, 0, width(), 1, theme.line);
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        layOutField();
}

} // namespace miniqq::client
