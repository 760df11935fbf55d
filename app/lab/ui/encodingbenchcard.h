// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/encodingbenchview.h"
#include "common/ui/card.h"

namespace miniqq::ui {
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

/// The encoding bench on a card; below the rows stands what is to be known about the text.
class EncodingBenchCard : public ui::Card
{
    Q_OBJECT
public:
    explicit EncodingBenchCard(QWidget *parent = nullptr);

    void setInput(const BenchInput &input);
    EncodingBenchView *view() const { return m_view; }

private:
    void retranslate();

    EncodingBenchView *m_view;
    ui::Label *m_summary;
    ui::Label *m_hint;
};

} // namespace miniqq::lab
