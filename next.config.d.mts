/** What the tests read of the configuration. */
declare const config: {
  rewrites(): Promise<{
    beforeFiles: { source: string; destination: string; has?: object[]; missing?: object[] }[];
  }>;
};

export default config;
