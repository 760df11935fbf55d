// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/scenes.h"

#include <QWidget>

namespace miniqq::lab {

/// Paints the machines on a packet's way as a chain, and below it a line per link with what is written on
/// frame and packet there.
class HopsView final : public QWidget
{
    Q_OBJECT

public:
    explicit HopsView(QWidget *parent = nullptr);

    void setScene(const HopScene &scene);
    const HopScene &scene() const { return m_scene; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    int lineHeight() const;
    QString shortName(int node) const;
    void paintChain(QPainter &painter) const;
    void paintTable(QPainter &painter) const;

    HopScene m_scene;
    QList<SceneHop> m_hops;
    QStringList m_names;
};

} // namespace miniqq::lab
