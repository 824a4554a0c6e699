"""What passes between a draft and other repositories: publishing, fetching, bundles, servers, plain git's drivers."""
