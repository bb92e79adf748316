/** The ember on indigo. Where it stands alone it says the name. */
export const Logo = () => (
  <svg width="30" height="30" viewBox="0 0 30 30" role="img" aria-label="Rekindle">
    <rect width="30" height="30" rx="6" fill="var(--rk-ai-fill)" />
    <path
      d="M15.4 6c.4 3.2-4.9 5.600-4.900 11a4.700 4.700 0 0 0 9.400.2c0-2.500-1.300-3.700-1.900-5.200-.6.900-1 1.400-1.900 1.800.5-2.900 0-5.900-.7-7.800Z"
      fill="var(--mantine-color-ember-4)"
    />
    <path
      d="M15.2 15.400c.1 1.800-2 2.700-2 4.700a2.100 2.100 0 0 0 4.200 0c0-1.900-1.600-2.700-2.200-4.700Z"
      fill="var(--mantine-color-ember-0)"
    />
  </svg>
);
