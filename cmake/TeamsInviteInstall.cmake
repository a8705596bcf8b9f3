# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where: libraries, headers, CMake package, pkg-config files.

set(ti_targets teamsinvite)
if(TEAMSINVITE_BUILD_SQLITE)
    list(APPEND ti_targets teamsinvite-sqlite)
endif()
if(TEAMSINVITE_BUILD_POSTGRES)
    list(APPEND ti_targets teamsinvite-postgres)
    install(FILES lib/port/storage_postgres_schema.sql DESTINATION ${CMAKE_INSTALL_DATADIR}/teamsinvite
        RENAME postgres.sql)
endif()
if(TEAMSINVITE_BUILD_CHECK)
    list(APPEND ti_targets teamsinvite-check)
    install(TARGETS teamsinvite-check-program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
if(TEAMSINVITE_BUILD_SIM)
    list(APPEND ti_targets teamsinvite-sim)
    install(TARGETS teamsinvite-sim-program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

install(TARGETS ${ti_targets} EXPORT TeamsInviteTargets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")

set(ti_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/TeamsInvite)
install(EXPORT TeamsInviteTargets NAMESPACE TeamsInvite:: DESTINATION ${ti_cmake_dir})
configure_package_config_file(cmake/TeamsInviteConfig.cmake.in ${PROJECT_BINARY_DIR}/TeamsInviteConfig.cmake
    INSTALL_DESTINATION ${ti_cmake_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/TeamsInviteConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/TeamsInviteConfig.cmake ${PROJECT_BINARY_DIR}/TeamsInviteConfigVersion.cmake
    DESTINATION ${ti_cmake_dir})

# From the .pc file to the prefix, so that the files may be installed elsewhere than configured.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
    set(ti_pc_prefix "${CMAKE_INSTALL_PREFIX}")
    set(ti_pc_libdir "${CMAKE_INSTALL_LIBDIR}")
else()
    file(RELATIVE_PATH ti_pc_up "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
    string(REGEX REPLACE "/$" "" ti_pc_up "${ti_pc_up}")
    set(ti_pc_prefix "\${pcfiledir}/${ti_pc_up}")
    set(ti_pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
endif()
foreach(name IN LISTS ti_targets)
    configure_file(cmake/${name}.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
