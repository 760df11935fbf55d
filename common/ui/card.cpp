// SPDX-License-Identifier: MIT
#include "common/ui/card.h"

#include "common/ui/icons.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace miniqq::ui {

Card::Card(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new Label(title, FontRole::Caption, Strength::Strong, &Theme::text2, this))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(metric::cardPadding, metric::cardPadding - 2, metric::cardPadding,
                              metric::cardPadding);
    outer->setSpacing(metric::grid);
    m_titleLayout = new QHBoxLayout;
    m_titleLayout->setSpacing(metric::grid);
    m_titleLayout->addWidget(m_title);
    m_titleLayout->addStretch(1);
    outer->addLayout(m_titleLayout);
    m_body = new QVBoxLayout;
    m_body->setSpacing(0);
    outer->addLayout(m_body, 1);
    setAccessibleName(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

QString Card::title() const
{
    return m_title->text();
}

void Card::setBadge(Provenance provenance, const QString &rule)
{
    if (m_badge) {
        m_badge->setProvenance(provenance, rule);
        return;
    }
    m_badge = new Badge(provenance, rule, this);
    m_titleLayout->addWidget(m_badge, 0, Qt::AlignVCenter);
}

void Card::setFlat(bool flat)
{
    m_flat = flat;
    const int side = flat ? 0 : metric::cardPadding;
    layout()->setContentsMargins(side, flat ? 0 : metric::cardPadding - 2, side, side);
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    if (m_flat)
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintPanel(painter, rect(), metric::radiusCard, theme.panel, theme.line);
}

struct KeyValueRows::Row : public QWidget
{
    explicit Row(QWidget *parent)
        : QWidget(parent)
        , key(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
        , text(new ElidedLabel({}, FontRole::Caption, Strength::Regular, &Theme::text, this))
        , badge(new Badge(Provenance::Observed, {}, this))
    {
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(metric::grid);
        layout->addWidget(key);
        layout->addSpacing(iconRoom);
        layout->addWidget(text, 1);
        layout->addWidget(badge);
        badge->setBare(true);
        setFixedHeight(26);
    }

    void apply(const QString &keyText, const Value &value)
    {
        key->setText(keyText);
        text->setText(value.text);
        text->setRole(value.mono ? FontRole::Code : FontRole::Caption);
        badge->setProvenance(value.provenance, value.rule);
        badge->setVisible(value.glyph);
        iconName = value.iconName;
        iconColour = value.iconColour;
        const int room = iconName.isEmpty() ? 0 : 18;
        if (room != iconRoom) {
            iconRoom = room;
            auto *layout = static_cast<QHBoxLayout *>(this->layout());
            layout->itemAt(1)->spacerItem()->changeSize(room, 0, QSizePolicy::Fixed, QSizePolicy::Minimum);
            layout->invalidate();
        }
        setAccessibleName(keyText + QStringLiteral(": ") + value.text);
        update();
    }

    void paintEvent(QPaintEvent *) override
    {
        if (iconName.isEmpty())
            return;
        QPainter painter(this);
        paintIcon(painter, QRectF(text->x() - 22, height() / 2.0 - 8, 16, 16), iconName,
                  themeOf(this).*iconColour);
    }

    Label *key;
    ElidedLabel *text;
    Badge *badge;
    QString iconName;
    Theme::Token iconColour = &Theme::text2;
    int iconRoom = 0;
};

KeyValueRows::KeyValueRows(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void KeyValueRows::setRow(const QString &id, const QString &key, const Value &value)
{
    Row *&row = m_rows[id];
    if (!row) {
        row = new Row(this);
        m_layout->addWidget(row);
    }
    row->apply(key, value);
    alignKeys();
}

void KeyValueRows::removeRow(const QString &id)
{
    const auto it = m_rows.find(id);
    if (it == m_rows.end())
        return;
    delete it->second;
    m_rows.erase(it);
    alignKeys();
}

void KeyValueRows::alignKeys()
{
    int width = 0;
    for (const auto &[id, row] : m_rows)
        width = qMax(width, row->key->sizeHint().width());
    for (const auto &[id, row] : m_rows)
        row->key->setMinimumWidth(width);
}

QString KeyValueRows::value(const QString &id) const
{
    const auto it = m_rows.find(id);
    return it == m_rows.end() ? QString() : it->second->text->text();
}

} // namespace miniqq::ui
