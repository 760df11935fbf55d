// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/painters.h"

#include <QWidget>

#include <map>

class QHBoxLayout;
class QVBoxLayout;

namespace miniqq::ui {

class Badge;
class Label;

/// A panel with rounded border. First row: small title, tag words, badge at the right; below it whatever is
/// added.
class Card : public QWidget
{
    Q_OBJECT
public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    QString title() const;
    /// Shows the badge; `rule` names the call, counter or deduction.
    void setBadge(Provenance provenance, const QString &rule);
    /// The row of the title, to add tags or buttons before the badge.
    QHBoxLayout *titleLayout() { return m_titleLayout; }
    /// Everything below the title.
    QVBoxLayout *bodyLayout() { return m_body; }
    /// No border and no fill: a section of a larger panel.
    void setFlat(bool flat);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_titleLayout;
    QVBoxLayout *m_body;
    Label *m_title;
    Badge *m_badge = nullptr;
    bool m_flat = false;
};

/// Rows of key, value and the glyph of where the value comes from. Values are foreign text: plain, elided.
class KeyValueRows : public QWidget
{
    Q_OBJECT
public:
    explicit KeyValueRows(QWidget *parent = nullptr);

    struct Value
    {
        QString text = {};
        Provenance provenance = Provenance::Observed;
        QString rule = {};     ///< tooltip of the glyph
        QString iconName = {}; ///< before the value
        Theme::Token iconColour = &Theme::text2;
        bool mono = false;
        bool glyph = true;
    };
    /// Adds the row `id` or changes it in place.
    void setRow(const QString &id, const QString &key, const Value &value);
    void removeRow(const QString &id);
    QString value(const QString &id) const;

private:
    struct Row;
    void alignKeys();

    QVBoxLayout *m_layout;
    std::map<QString, Row *> m_rows;
};

} // namespace miniqq::ui
