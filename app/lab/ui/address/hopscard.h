// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/card.h"

class QSpinBox;

namespace miniqq::ui {
class Label;
}

namespace miniqq::lab {

class HopsView;

/// A packet's way through routers: what changes on each link, and what its time to live is for. Simulated.
class HopsCard final : public ui::Card
{
    Q_OBJECT

public:
    explicit HopsCard(QWidget *parent = nullptr);

    QSpinBox &routers() { return *m_routers; }
    QSpinBox &ttl() { return *m_ttl; }
    HopsView &view() { return *m_view; }
    QString sentence() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showScene();
    void retranslate();

    ui::Label *m_routersLabel;
    ui::Label *m_ttlLabel;
    QSpinBox *m_routers;
    QSpinBox *m_ttl;
    HopsView *m_view;
    ui::Label *m_sentence;
};

} // namespace miniqq::lab
