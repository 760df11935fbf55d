// SPDX-License-Identifier: MIT
#include "server/gui/kickdialog.h"

#include "common/ui/button.h"
#include "common/ui/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace miniqq::server {
namespace {

constexpr int maxReason = 200;
constexpr int dialogWidth = 420;

} // namespace

KickDialog::KickDialog(ConnectionId connection, const QString &name, QWidget *parent)
    : Dialog(dialogWidth, parent)
    , m_reason(new QLineEdit(this))
{
    setWindowTitle(tr("Kick"));

    auto *heading = new ui::Label(tr("End the connection of %1?").arg(name), ui::FontRole::Heading,
                                  ui::Strength::Strong, &ui::Theme::text, this);
    auto *sentence = new ui::Label(
        tr("They see your reason and are not reconnected by themselves. They can sign in again."),
        ui::FontRole::Body, ui::Strength::Regular, &ui::Theme::text2, this);
    heading->setWordWrap(true);
    sentence->setWordWrap(true);
    m_reason->setMaxLength(maxReason);
    m_reason->setPlaceholderText(tr("Reason, shown to them"));
    m_reason->setAccessibleName(m_reason->placeholderText());

    auto *cancel = new ui::Button(tr("Cancel"), ui::ButtonKind::Secondary, this);
    auto *kick = new ui::Button(tr("Kick"), ui::ButtonKind::DestructiveSolid, this);
    kick->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(kick);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(heading);
    column->addWidget(sentence);
    column->addWidget(m_reason);
    column->addLayout(buttons);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(kick, &QPushButton::clicked, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this, connection] {
        const QString reason = m_reason->text().trimmed();
        Q_EMIT confirmed(connection, reason.isEmpty() ? tr("The operator ended this connection.") : reason);
    });
    m_reason->setFocus();
}

} // namespace miniqq::server
