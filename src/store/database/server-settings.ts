import type { Listening } from './owner-lock.ts';
import type { Place } from './place.ts';

/**
 * The arguments of the private server. They outweigh `postgresql.conf` and ALTER SYSTEM, so nothing in the cluster
 * changes what is said here; whoever wants other settings runs a server of their own.
 */
export function serverSettings(place: Place, listening: Listening): string[] {
  const all = { ...reach(listening), ...safety, ...forgetting, ...size, ...logging(place) };
  return ['-D', place.cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Reached by its socket only, which lies in a folder of ours; on Windows by the loopback, with passwords. */
function reach({ socketFolder, port }: Listening): Record<string, string> {
  const socket = socketFolder === undefined ? '' : `"${socketFolder.replaceAll('"', '""')}"`;
  return {
    port: String(port),
    listen_addresses: socketFolder === undefined ? '127.0.0.1' : '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    ssl: 'off',
    password_encryption: 'scram-sha-256',
  };
}

const safety = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  // A backend that dies takes the others with it, and PostgreSQL itself starts them again.
  restart_after_crash: 'on',
  // No preloading and no commands of the shell from settings: none of ours need them.
  shared_preload_libraries: '',
  archive_mode: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'ISO, YMD',
  lc_messages: 'C',
};

/**
 * What was deleted stays in the write-ahead log for as long as its segments do. They are removed by the first checkpoint
 * that needs them no more, and not kept to be written over one day.
 */
const forgetting = {
  checkpoint_timeout: '5min',
  min_wal_size: '32MB',
  wal_keep_size: '0',
  wal_recycle: 'off',
};

/** For a laptop that does other work too. */
const size = {
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '1GB',
  // Parallel plans were slower on busy cores, and need more shared memory than a container gives.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off',
};

/**
 * Logs that may be shown to anyone: what the server does, never what a query says. Errors of statements go to the
 * program that sent them, not to the log, since their sentences quote values. One file a weekday, written over after
 * a week.
 */
function logging({ logs }: Place): Record<string, string> {
  return {
    logging_collector: 'on',
    log_destination: 'stderr',
    log_directory: logs,
    log_filename: 'postgres-%a.log',
    log_file_mode: '0600',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_min_duration_sample: '-1',
    log_transaction_sample_rate: '0',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_autovacuum_min_duration: '-1',
    log_temp_files: '-1',
    log_lock_waits: 'off',
    log_recovery_conflict_waits: 'off',
    debug_print_plan: 'off',
    log_disconnections: 'off',
    log_line_prefix: '%m [%p] ',
  };
}
