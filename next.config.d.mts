/** What the tests read of the configuration. */
declare const config: {
  rewrites(): Promise<{ beforeFiles: { source: string; destination: string }[] }>;
};

export default config;
