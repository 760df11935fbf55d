// SPDX-License-Identifier: MIT
#include "common/ui/inputfield.h"

#include "common/ui/iconbutton.h"
#include "common/ui/icons.h"
#include "common/ui/label.h"
#include "common/ui/painters.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace miniqq::ui {

namespace {

// The edit draws its own leading icon, so that the frame around both is one.
class Edit : public QLineEdit
{
public:
    Edit(const QString &iconName, QWidget *parent)
        : QLineEdit(parent)
        , m_iconName(iconName)
    {}

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QLineEdit::paintEvent(event);
        if (m_iconName.isEmpty())
            return;
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        QRectF glyph(0, 0, 18, 18);
        glyph.moveCenter({layoutDirection() == Qt::RightToLeft ? width() - 21.0 : 21.0, height() / 2.0});
        paintIcon(painter, glyph, m_iconName, isEnabled() ? theme.text2 : theme.disabled);
    }

private:
    QString m_iconName;
};

} // namespace

InputField::InputField(const QString &iconName, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_edit(new Edit(iconName, this))
    , m_error(new Label({}, FontRole::Caption, Strength::Regular, &Theme::err, this))
    , m_iconName(iconName)
{
    m_error->setWordWrap(true);
    m_error->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_edit);
    layout->addWidget(m_error);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setPrompt(accessibleName);
    setFieldHeight(metric::inputLarge);
    restyle();
    connect(m_edit, &QLineEdit::textChanged, this, &InputField::textChanged);
    connect(m_edit, &QLineEdit::returnPressed, this, &InputField::returnPressed);
    // What is being corrected is no longer wrong until it is tried again.
    connect(m_edit, &QLineEdit::textEdited, this, [this] { setError({}); });
}

void InputField::setPrompt(const QString &accessibleName)
{
    m_edit->setPlaceholderText(accessibleName);
    m_edit->setAccessibleName(accessibleName);
}

void InputField::setMono(bool mono)
{
    m_mono = mono;
    restyle();
}

void InputField::setPassword(bool password)
{
    m_edit->setEchoMode(password ? QLineEdit::Password : QLineEdit::Normal);
    if (password && !m_eye) {
        m_eye = new IconButton(QStringLiteral("eye-off"), tr("Show password"), m_edit);
        m_eye->setExtent(28, 18);
        m_eye->setCursor(Qt::ArrowCursor);
        connect(m_eye, &QAbstractButton::clicked, this,
                [this] { showPassword(m_edit->echoMode() == QLineEdit::Password); });
        auto *layout = new QHBoxLayout(m_edit);
        layout->setContentsMargins(6, 0, 6, 0);
        layout->addWidget(m_eye, 0, Qt::AlignRight | Qt::AlignVCenter);
    }
    if (m_eye)
        m_eye->setVisible(password);
    placeIcons();
}

void InputField::showPassword(bool shown)
{
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIconName(shown ? QStringLiteral("eye") : QStringLiteral("eye-off"));
    m_eye->setLabel(shown ? tr("Hide password") : tr("Show password"));
}

void InputField::setFieldHeight(int height)
{
    m_edit->setFixedHeight(height);
}

void InputField::setFaulty(bool faulty)
{
    m_edit->setProperty("miniqqError", faulty);
    m_edit->update();
}

void InputField::setError(const QString &text)
{
    setFaulty(!text.isEmpty());
    if (m_error->text() == text)
        return;
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    m_edit->setAccessibleDescription(text);
    if (!text.isEmpty())
        m_edit->setFocus(Qt::OtherFocusReason);
}

QString InputField::error() const
{
    return m_error->text();
}

void InputField::placeIcons()
{
    const int before = m_iconName.isEmpty() ? 2 : 28;
    const int after = m_eye && !m_eye->isHidden() ? 30 : 0;
    if (layoutDirection() == Qt::RightToLeft)
        m_edit->setTextMargins(after, 0, before, 0);
    else
        m_edit->setTextMargins(before, 0, after, 0);
}

void InputField::restyle()
{
    const QFont &font = themeOf(this).font(m_mono ? FontRole::Code : FontRole::Message);
    if (m_edit->font() != font)
        m_edit->setFont(font);
    placeIcons();
}

bool InputField::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange)
        restyle();
    if (event->type() == QEvent::LanguageChange && m_eye)
        m_eye->setLabel(m_edit->echoMode() == QLineEdit::Normal ? tr("Hide password") : tr("Show password"));
    return QWidget::event(event);
}

SearchField::SearchField(const QString &prompt, QWidget *parent)
    : QLineEdit(parent)
    , m_clear(new IconButton(QStringLiteral("close"), tr("Clear"), this))
    , m_iconName(QStringLiteral("search"))
{
    setFrame(false);
    setPrompt(prompt);
    m_clear->setExtent(24, 14);
    m_clear->setFocusPolicy(Qt::NoFocus);
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->hide();
    connect(m_clear, &QAbstractButton::clicked, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, this, &SearchField::layOut);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_OpaquePaintEvent, false);
    layOut();
}

void SearchField::setPrompt(const QString &prompt)
{
    setPlaceholderText(prompt);
    setAccessibleName(prompt);
}

void SearchField::setShortcutHint(const QString &hint)
{
    m_hint = hint;
    update();
}

void SearchField::setIconName(const QString &name)
{
    m_iconName = name;
    update();
}

void SearchField::setOutlined(bool outlined)
{
    m_outlined = outlined;
    update();
}

QSize SearchField::sizeHint() const
{
    return {200, qMax(int(m_outlined ? metric::buttonNormal : metric::inputHeight),
                      QLineEdit::sizeHint().height())};
}

void SearchField::layOut()
{
    m_clear->setVisible(!text().isEmpty());
    setTextMargins(32, 0, m_clear->isHidden() ? 8 : 30, 0);
    const int x = layoutDirection() == Qt::RightToLeft ? 6 : width() - 30;
    m_clear->setGeometry(x, (height() - 24) / 2, 24, 24);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    {
        QPainter painter(this);
        const QColor border = hasFocus() ? theme.focus : m_outlined ? theme.control : QColor();
        paintPanel(painter, rect(), metric::radiusControl, m_outlined ? theme.inputFill() : theme.sunken,
                   border, hasFocus() ? 2 : 1);
        paintIcon(painter, QRectF(10, height() / 2.0 - 9, 18, 18), m_iconName, theme.text2);
    }
    QLineEdit::paintEvent(event);
    if (!m_hint.isEmpty() && text().isEmpty()) {
        QPainter painter(this);
        const QFont &font = theme.font(FontRole::Micro);
        const int w = QFontMetrics(font).horizontalAdvance(m_hint) + 12;
        const QRectF key(width() - w - 10, height() / 2.0 - 9, w, 18);
        paintPanel(painter, key, metric::radiusTag, theme.raised);
        painter.setFont(font);
        painter.setPen(theme.text3);
        painter.drawText(key, Qt::AlignCenter, m_hint);
    }
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else
        QLineEdit::keyPressEvent(event);
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    layOut();
}

void SearchField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_clear->setLabel(tr("Clear"));
    QLineEdit::changeEvent(event);
}

} // namespace miniqq::ui
