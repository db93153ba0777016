import { useStore } from 'zustand';
export const store = useStore;
