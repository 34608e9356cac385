#pragma once
#include <libssh2.h>
#include <libssh2_sftp.h>

// Swift does not import function-like macros, nor the channel defaults (they are casts inside macros).

static inline LIBSSH2_SESSION *ssh2_session_new(void) {
    return libssh2_session_init_ex(NULL, NULL, NULL, NULL);
}

static inline int ssh2_session_disconnect(LIBSSH2_SESSION *session, const char *reason) {
    return libssh2_session_disconnect_ex(session, SSH_DISCONNECT_BY_APPLICATION, reason, "");
}

static inline LIBSSH2_CHANNEL *ssh2_channel_open(LIBSSH2_SESSION *session) {
    return libssh2_channel_open_ex(session, "session", sizeof("session") - 1, LIBSSH2_CHANNEL_WINDOW_DEFAULT,
                                   LIBSSH2_CHANNEL_PACKET_DEFAULT, NULL, 0);
}

static inline int ssh2_channel_exec(LIBSSH2_CHANNEL *channel, const char *line, unsigned int length) {
    return libssh2_channel_process_startup(channel, "exec", sizeof("exec") - 1, line, length);
}

static inline int ssh2_sftp_fstat(LIBSSH2_SFTP_HANDLE *handle, LIBSSH2_SFTP_ATTRIBUTES *attributes) {
    return libssh2_sftp_fstat_ex(handle, attributes, 0);
}

static inline int ssh2_sftp_rename(LIBSSH2_SFTP *sftp, const char *source, unsigned int source_length,
                                   const char *target, unsigned int target_length) {
    return libssh2_sftp_rename_ex(sftp, source, source_length, target, target_length,
                                  LIBSSH2_SFTP_RENAME_OVERWRITE | LIBSSH2_SFTP_RENAME_ATOMIC |
                                      LIBSSH2_SFTP_RENAME_NATIVE);
}
