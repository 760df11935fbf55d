// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/serveraddress.h"
#include "app/types/serverpin.h"
#include "common/ui/dialog.h"

namespace miniqq::client {

class Client;

/// The server shows another key than the one known (or another certificate, if that is what is known): tells
/// what that may mean and asks. Nothing was
/// sent yet, and nothing will be until the user decides.
class CertificateDialog final : public ui::Dialog
{
    Q_OBJECT

public:
    /// Opens the question over `parent`; the answer goes to `client`.
    static void ask(Client &client, const ServerAddress &server, const ServerPin &known, const QString &shown,
                    QWidget *parent);

private:
    CertificateDialog(const ServerAddress &server, const ServerPin &known, const QString &shown,
                      QWidget *parent);
};

} // namespace miniqq::client
