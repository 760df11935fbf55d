// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/strips.h"

namespace miniqq::ui {

/// Every component of the look on one page, for eyes and for the smoke test.
class GalleryPage : public Pane
{
    Q_OBJECT
public:
    explicit GalleryPage(QWidget *parent = nullptr);

private:
    QWidget *controls();
    QWidget *marks();
    QWidget *cards();
};

} // namespace miniqq::ui
