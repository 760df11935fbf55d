# SPDX-License-Identifier: MIT
# Every flag of the project lives here, on one INTERFACE target that each target links.
option(MINIQQ_WERROR "Treat warnings as errors" OFF)
option(MINIQQ_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(MINIQQ_FUZZ "Build the libFuzzer targets (needs clang)" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOUIC OFF)
# Enough for a stack trace with file and line; full debug information doubles what has to be written at each link.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

add_library(miniqq_options INTERFACE)
# One position-independent model for libraries and programs, so that both can share one precompiled header.
target_compile_options(miniqq_options INTERFACE
    -fPIC -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${MINIQQ_WERROR}>:-Werror>)
target_compile_definitions(miniqq_options INTERFACE
    MINIQQ_VERSION="${PROJECT_VERSION}"
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(miniqq_options INTERFACE "${PROJECT_SOURCE_DIR}")

if(MINIQQ_SANITIZE)
    target_compile_options(miniqq_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
        -fno-omit-frame-pointer)
    target_link_options(miniqq_options INTERFACE -fsanitize=address,undefined)
    target_compile_definitions(miniqq_options INTERFACE _GLIBCXX_ASSERTIONS)
elseif(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_options(miniqq_options INTERFACE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    target_compile_definitions(miniqq_options INTERFACE _GLIBCXX_ASSERTIONS)
    target_link_options(miniqq_options INTERFACE -Wl,-z,relro,-z,now)
endif()
if(MINIQQ_FUZZ)
    target_compile_options(miniqq_options INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(miniqq_options INTERFACE -fsanitize=fuzzer-no-link)
    target_compile_definitions(miniqq_options INTERFACE QT_FORCE_ASSERTS) # a broken assumption is a finding
endif()
