/** More time than anything needs that is asked of a server of a test's own, however busy the machine is; for what is no test of time. */
export const ampleMs = 20_000;
