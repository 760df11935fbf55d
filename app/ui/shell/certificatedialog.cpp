// SPDX-License-Identifier: MIT
#include "app/ui/shell/certificatedialog.h"

#include "app/core/client.h"
#include "common/ui/button.h"
#include "common/ui/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace miniqq::client {
namespace {

constexpr int dialogWidth = 480;

/// 32 pairs in two lines, so that people can compare them by eye.
QString inTwoLines(const QString &fingerprint)
{
    const qsizetype half = 16 * 3; // sixteen "AB:"
    return fingerprint.size() > half ? fingerprint.first(half) + QLatin1Char('\n') + fingerprint.sliced(half)
                                     : fingerprint;
}

} // namespace

void CertificateDialog::ask(Client &client, const ServerAddress &server, const ServerPin &known,
                            const QString &shown, QWidget *parent)
{
    auto *dialog = new CertificateDialog(server, known, shown, parent);
    connect(dialog, &QDialog::accepted, &client, &Client::trustChangedCertificate);
    connect(dialog, &QDialog::rejected, &client, &Client::rejectChangedCertificate);
    // Whatever else ends the question (signing out, another server), the dialog goes with it, unanswered.
    connect(&client, &Client::stateChanged, dialog, [dialog](ConnectionState state) {
        if (state != ConnectionState::CertificateChanged)
            dialog->deleteLater();
    });
    dialog->open();
}

CertificateDialog::CertificateDialog(const ServerAddress &server, const ServerPin &known,
                                     const QString &shown, QWidget *parent)
    : Dialog(dialogWidth, parent)
{
    const bool ofKey = known.of == ServerPin::Of::Key;
    setWindowTitle(ofKey ? tr("The server's key has changed") : tr("The server's certificate has changed"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(4);
    const auto addText = [&](const QString &text, ui::FontRole role, ui::Strength strength,
                             ui::Theme::Token colour) {
        auto *label = new ui::Label(text, role, strength, colour, this);
        label->setWordWrap(role != ui::FontRole::Code);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    };
    const QString heading =
        ofKey ? tr("%1 shows another key than before") : tr("%1 shows another certificate than before");
    addText(heading.arg(server.toText()), ui::FontRole::Heading, ui::Strength::Strong, &ui::Theme::err);
    addText(
        ofKey
            ? tr("Either its operator set it up anew, or somebody on the way pretends to be it. Nothing was "
                 "sent yet. Ask the "
                 "operator to read out the key that the server window shows, and compare.")
            : tr("Either its operator renewed the certificate or set the server up anew, or somebody on the "
                 "way pretends to be it. Nothing was sent yet. Ask the operator to read out the key that the "
                 "server window shows, and compare it with the one shown now."),
        ui::FontRole::Body, ui::Strength::Regular, &ui::Theme::text);
    column->addSpacing(12);
    addText(ofKey ? tr("Known until now (SHA-256)") : tr("Known until now: a certificate (SHA-256)"),
            ui::FontRole::Caption, ui::Strength::Strong, &ui::Theme::text2);
    addText(inTwoLines(known.fingerprint), ui::FontRole::Code, ui::Strength::Regular, &ui::Theme::text);
    column->addSpacing(8);
    addText(ofKey ? tr("Shown now") : tr("Shown now: the key (SHA-256)"), ui::FontRole::Caption,
            ui::Strength::Strong, &ui::Theme::text2);
    addText(inTwoLines(shown), ui::FontRole::Code, ui::Strength::Regular, &ui::Theme::text);

    auto *trust = new ui::Button(tr("Trust the new key"), ui::ButtonKind::Destructive, this);
    auto *leave = new ui::Button(tr("Do not connect"), ui::ButtonKind::Primary, this);
    trust->setAutoDefault(false); // Enter never trusts: that takes a choice
    leave->setDefault(true);
    leave->setFocus();
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(trust);
    buttons->addStretch();
    buttons->addWidget(leave);
    column->addSpacing(16);
    column->addLayout(buttons);
    connect(trust, &QPushButton::clicked, this, &QDialog::accept);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
}

} // namespace miniqq::client
