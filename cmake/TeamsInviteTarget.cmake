# SPDX-License-Identifier: Apache-2.0
# What all our targets have in common: the language, the warnings, the hardening.

set(ti_warnings
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes
    -Wold-style-definition -Wcast-qual -Wwrite-strings -Wpointer-arith -Wundef -Wvla -Wformat=2 -Wnull-dereference
    -Wimplicit-fallthrough -Wswitch-enum -Wdouble-promotion)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    list(APPEND ti_warnings -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wjump-misses-init)
endif()
if(TEAMSINVITE_WERROR)
    list(APPEND ti_warnings -Werror)
endif()

set(ti_hardening
    -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -fno-delete-null-pointer-checks
    -fno-strict-overflow -fexceptions)
set(ti_link_hardening -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed)

function(ti_target target)
    target_compile_features(${target} PUBLIC c_std_11)
    set_target_properties(${target} PROPERTIES
        C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF C_VISIBILITY_PRESET hidden POSITION_INDEPENDENT_CODE ON)
    target_compile_definitions(${target} PRIVATE _POSIX_C_SOURCE=200809L
        $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>)
    target_compile_options(${target} PRIVATE ${ti_warnings} ${ti_hardening}
        "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
    target_link_options(${target} PRIVATE ${ti_link_hardening})
    if(TEAMSINVITE_SANITIZE)
        target_compile_options(${target} PRIVATE -fsanitize=${TEAMSINVITE_SANITIZE} -fno-sanitize-recover=all
            -fno-omit-frame-pointer)
        target_link_options(${target} PRIVATE -fsanitize=${TEAMSINVITE_SANITIZE})
    endif()
endfunction()

# A library that others link: only teamsinvite_* leaves it.
function(ti_public_library target)
    ti_target(${target})
    set_target_properties(${target} PROPERTIES
        VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
    target_include_directories(${target}
        PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
        PRIVATE ${PROJECT_SOURCE_DIR}/lib)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "SHARED_LIBRARY")
        target_link_options(${target} PRIVATE -Wl,--version-script=${PROJECT_SOURCE_DIR}/cmake/teamsinvite.map)
        set_target_properties(${target} PROPERTIES LINK_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/teamsinvite.map)
        if(NOT TEAMSINVITE_SANITIZE)
            target_link_options(${target} PRIVATE -Wl,-z,defs)
        endif()
    endif()
endfunction()
