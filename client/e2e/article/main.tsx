import { createRoot } from 'react-dom/client';
import { LiveUpdates } from './LiveUpdates';

const root = document.getElementById('root');
if (root) createRoot(root).render(<LiveUpdates />);
