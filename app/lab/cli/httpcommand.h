// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/command.h"
#include "app/lab/core/streamclient.h"

#include <QUrl>

namespace miniqq::lab {

/// http URL: the tutorial's request, byte for byte, and what comes back until the server closes: the header
/// to stdout, the body behind it or into a file.
class HttpCommand final : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser &parser) const override;
    Result<Done> read(const QCommandLineParser &parser) override;
    void start(Session &session) override;
    void stop() override;

private:
    static constexpr qsizetype maxResponse = 64 * 1024 * 1024;

    void take(const QByteArray &bytes);
    void finish();
    std::optional<Failure> save(const QByteArray &body) const;

    QUrl m_url;
    QString m_file;

    Session *m_session = nullptr;
    std::unique_ptr<SocketContext> m_context;
    std::unique_ptr<StreamClient> m_client;
    QByteArray m_response;
    int m_receives = 0;
};

} // namespace miniqq::lab
