// SPDX-License-Identifier: MIT
// miniqq-cost: runs one piece of the server's work for test_cost.py, which has callgrind count the
// instructions. Prints the number of messages they are to be divided by.
#include "tests/cost/cost.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

int main(int argc, char **argv)
{
    const char *const what = argc > 1 ? argv[1] : "";
    try {
        int messages = 0;
        if (std::strcmp(what, "message") == 0 && argc == 2)
            messages = miniqq::cost::sayMessages();
        else if (std::strcmp(what, "append") == 0 && argc == 2)
            messages = miniqq::cost::appendMessages();
        else if (std::strcmp(what, "index") == 0 && argc == 2)
            messages = miniqq::cost::indexMessages();
        else if (std::strcmp(what, "exchange") == 0 && argc == 3 && std::atoi(argv[2]) >= 0)
            messages = miniqq::cost::exchangeMessages(std::atoi(argv[2]), 10);
        else if (std::strcmp(what, "alone") == 0 && argc == 3 && std::atoi(argv[2]) >= 0)
            messages = miniqq::cost::exchangeMessages(std::atoi(argv[2]), 1);
        else if (std::strcmp(what, "yardstick") == 0 && argc == 2)
            messages = miniqq::cost::useLibraries();
        if (messages > 0) {
            std::printf("messages %d\n", messages);
            return 0;
        }
        std::fprintf(
            stderr, "usage: miniqq-cost message | append | index | exchange IDLE | alone IDLE | yardstick\n");
        return 2;
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "miniqq-cost: %s\n", problem.what());
        return 1;
    }
}
