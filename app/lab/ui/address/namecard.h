// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/namelookup.h"
#include "common/ui/card.h"

#include <optional>

namespace miniqq::ui {
class Button;
class InputField;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

/// Asks the name service, forward or back, and says how long the answer took.
class NameCard final : public ui::Card
{
    Q_OBJECT

public:
    /// The clock must outlive the card.
    explicit NameCard(const Clock &clock, NameLookup::Resolver resolver = NameLookup::systemResolver(),
                      QWidget *parent = nullptr);

    ui::InputField &field() { return *m_field; }
    ui::Button &askButton() { return *m_ask; }
    ui::KeyValueRows &rows() { return *m_rows; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void ask();
    void showAnswer(const NameAnswer &answer);
    void showRows(const NameAnswer &answer);
    void retranslate();

    NameLookup m_lookup;
    ui::InputField *m_field;
    ui::Button *m_ask;
    ui::Label *m_hint;
    ui::KeyValueRows *m_rows;
    QStringList m_shown;
    std::optional<NameAnswer> m_answer; // the last one
};

} // namespace miniqq::lab
