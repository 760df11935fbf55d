// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/command.h"
#include "app/lab/cli/inputlines.h"
#include "app/lab/core/services/servicefactory.h"

namespace miniqq::lab {

/// serve NAME: runs a tutorial service until a signal, or until the printed program would have ended.
class ServeCommand final : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser &parser) const override;
    Result<Done> read(const QCommandLineParser &parser) override;
    void start(Session &session) override;
    void stop() override;

private:
    Result<Done> readLimits(const QCommandLineParser &parser);

    const ServiceKind *m_kind = nullptr;
    ServiceSettings m_settings;
    QString m_replyFile;
    InputLines m_replies;
    std::unique_ptr<SocketContext> m_context;
    std::unique_ptr<Service> m_service;
};

} // namespace miniqq::lab
