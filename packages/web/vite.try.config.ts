import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
export default defineConfig({ plugins: [react()], build: { target: "es2023", manifest: true, outDir: "/tmp/u1dist", emptyOutDir: true, rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 8, test: /\.m?[jt]sx?$/ }] } } } } });
