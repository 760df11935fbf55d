// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>

class QGridLayout;

namespace miniqq::lab {

class HopsCard;
class LossyCard;
class SwitchCard;

/// The tab "Link simulator": what stands between two machines, as models to play with.
class LinkPage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit LinkPage(QWidget *parent = nullptr);

    SwitchCard &switchCard() { return *m_switch; }
    HopsCard &hopsCard() { return *m_hops; }
    LossyCard &lossyCard() { return *m_lossy; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();

    QGridLayout *m_grid;
    SwitchCard *m_switch;
    HopsCard *m_hops;
    LossyCard *m_lossy;
    int m_columns = 0;
};

} // namespace miniqq::lab
